/** Small valid pieces that the tables bend. */
import { type Complaint, worded } from '../../../sandbox/strict';

export const plain = (text = 'Claim') => ({ type: 'plain_text', text });
export const marked = (text = '*Claimed*') => ({ type: 'mrkdwn', text });
export const long = (length: number) => 'x'.repeat(length);
export const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

export const option = (value = 'billing') => ({ text: plain(value), value });
export const options = (count: number) => times(count, (index) => option(`squad-${index}`));
export const button = (extra: object = {}) => ({ type: 'button', text: plain(), action_id: 'claim', ...extra });
export const section = (extra: object = {}) => ({ type: 'section', text: marked(), ...extra });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const input = (element: object, extra: object = {}) => ({ type: 'input', label: plain('Title'), element, ...extra });
export const typed = (extra: object = {}) => ({ type: 'plain_text_input', action_id: 'title', ...extra });
export const richText = (...elements: object[]) => ({ type: 'rich_text', elements });
export const richSection = (...elements: object[]) => ({ type: 'rich_text_section', elements });
export const modal = (extra: object = {}) => ({ type: 'modal', title: plain('Escalate to a squad'), blocks: [section()], ...extra });
export const home = (extra: object = {}) => ({ type: 'home', blocks: [section()], ...extra });

export const said = (complaints: readonly Complaint[]) => complaints.map(worded);
export const named = (complaints: readonly Complaint[]) => complaints.map((complaint) => `${complaint.error}: ${worded(complaint)}`);
