import type { KnownBlock, ModalView } from '@slack/types';
import type { SettingsSummary } from '../../domain/settings/summary';
import { deed, namedActor } from './audit';
import { button, lines, modal, section, typed } from './parts';

/** The entries of Settings: what each says now, and its button. */
export function settingsView({ squads, admins, supportEngineers, customers, hours, rotations, last }: SettingsSummary): ModalView {
  return modal({
    id: 'settings',
    title: 'Settings',
    blocks: [
      entry('Squads', 'open_squads', squads.length === 0 ? 'None yet: name the first one.' : shortList(squads)),
      entry('People and rights', 'open_people', lines(`Admins: ${shortList(admins)}`, `Support engineers: ${shortList(supportEngineers)}`)),
      entry('Customers', 'open_customers', customers === 1 ? '1 customer' : `${customers} customers`),
      entry(
        'Business hours and holidays',
        'open_hours',
        lines(`${hours.weekly.join(' · ')}, ${hours.zone}`, hours.exceptions > 0 && days(hours.exceptions)),
      ),
      entry(
        'Rotations',
        'open_rotations',
        `Night ${rotations.night}, weekend ${rotations.weekend.join(', ') || 'none'}; absences of more than ${rotations.forgivenAfter} days are forgiven.`,
      ),
      { type: 'divider' },
      entry('Health', 'open_health', 'Tokens, channels, people, messages: what would go wrong, and how to mend it.'),
      entry('Audit log', 'open_audit', last ? `${namedActor(last.entry.actor, last.by)} ${deed(last.entry)}` : 'Nothing was changed yet.'),
    ],
  });
}

/** For somebody who is no admin, or no longer one. */
export function adminsOnlyView(admins: string[]): ModalView {
  const ask = admins.length > 0 ? `Ask ${shortList(admins)}.` : 'Ask an admin of this workspace.';
  return modal({ id: 'admins_only', title: 'Settings', blocks: [section(`Settings are for Backline’s admins. ${typed(ask)}`)] });
}

function entry(label: string, actionId: string, says: string): KnownBlock {
  return { ...section(`*${label}*\n${typed(says)}`), accessory: button(label, actionId, actionId) };
}

const mostNames = 8;

function shortList(names: string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length - mostNames;
  return more > 0 ? `${names.slice(0, mostNames).join(', ')} and ${more} more` : names.join(', ');
}

const days = (count: number) => (count === 1 ? '1 day has hours of its own' : `${count} days have hours of their own`);
