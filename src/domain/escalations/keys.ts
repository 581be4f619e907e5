/** Keys of the deliveries that others stand under. */
export const cardKey = (escalationId: string) => `escalation.card:${escalationId}`;
export const statusKey = (threadId: string) => `escalation.status:${threadId}`;

/** What a thread is held by while its escalation is not closed. */
export const openKeyOf = (channelId: string, rootTs: string) => `${channelId}:${rootTs}`;

export const nameOf = ({ number }: { number: number }) => `ESC-${number}`;
