export const longestCustomer = 80;

/** One line with single spaces. */
export const customerName = (written: string): string => written.normalize('NFKC').replace(/\s+/g, ' ').trim().slice(0, longestCustomer);

/** What makes two spellings one customer. */
export const customerKey = (name: string): string => customerName(name).toLowerCase();
