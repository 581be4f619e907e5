import { wallTime } from '../../../domain/calendar/zone';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `9 March`. */
export function dateThere(at: Date, zone: string): string {
  const [, month = '', day = ''] = wallTime(at, zone).date.split('-');
  return `${Number(day)} ${months[Number(month) - 1]}`;
}

/** `March 2026`. */
export function monthThere(at: Date, zone: string): string {
  const [year = '', month = ''] = wallTime(at, zone).date.split('-');
  return `${months[Number(month) - 1]} ${year}`;
}

export const sentences = (parts: (string | false | null | undefined)[]): string => parts.filter(Boolean).join(' ');
