import type { KnownBlock, ModalView } from '@slack/types';
import type { AuditPage } from '../../domain/audit/store';
import type { Names } from '../../domain/settings/lookup';
import type { AuditEntry } from '../../generated/sqlite/client';
import { actions, brief, button, context, lines, modal, moment, section, typed } from './parts';

export const entriesPerPage = 20;

/** `Audit log`, newest first. */
export function auditView({ entries, older }: AuditPage, names: Names, isFirst: boolean): ModalView {
  const buttons = [
    ...(isFirst ? [] : [button('Newest', 'audit_page:newest', 'newest')]),
    ...(older === null ? [] : [button('Older', 'audit_page:older', String(older))]),
  ];
  return modal({
    id: 'settings_audit',
    title: 'Audit log',
    blocks: [
      ...(entries.length === 0 ? [section('Nothing was changed yet.')] : entries.flatMap((entry) => row(entry, names))),
      ...actions(buttons, 'paging'),
    ],
  });
}

function row(entry: AuditEntry, names: Names): KnownBlock[] {
  const changes = changesOf(entry, names);
  return [
    section(
      lines(
        `*${typed(namedActor(entry.actor, names.person(entry.actor)))}* ${typed(deed(entry))}`,
        ...changes.map((change) => brief(change, 400)),
      ),
    ),
    context(moment(entry.at)),
  ];
}

/** `changed the squad Billing`. */
export function deed({ action, subject }: Pick<AuditEntry, 'action' | 'subject'>): string {
  const [thing = '', verb = ''] = action.split('.');
  return thing in sections ? `${verb} ${sections[thing]}` : `${verb} the ${thing} ${subject}`;
}

const sections: Record<string, string> = {
  people: 'people and rights',
  hours: 'business hours and holidays',
  rotations: 'the settings of rotations',
};

/** Who did it: a person by name, or what is no person. */
export const namedActor = (actor: string, name: string | null): string =>
  ({ cli: 'Command line', system: 'Backline' })[actor] ?? name ?? actor;

/** Fields that have two sides; what is new or gone is told by its name. */
function changesOf({ before, after }: AuditEntry, names: Names): string[] {
  if (!before || !after) return [];
  const sides = { before: before as Record<string, unknown>, after: after as Record<string, unknown> };
  return Object.keys(sides.after).map(
    (field) => `${labelOf(field)}: ${shown(sides.before[field], names)} → ${shown(sides.after[field], names)}`,
  );
}

/** `restrictedChannelId` → `restricted channel`. */
const labelOf = (field: string) =>
  field
    .replace(/Id$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^pms$/, 'PMs');

function shown(value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((each) => shown(each, names)).join(', ');
  if (typeof value === 'object')
    return Object.values(value)
      .map((each) => shown(each, names))
      .join(' ');
  return idInWords(String(value), names);
}

function idInWords(value: string, names: Names): string {
  if (/^[UW][A-Z0-9]{2,}$/.test(value)) return names.person(value);
  return /^[CG][A-Z0-9]{2,}$/.test(value) ? names.channel(value) : value;
}
