import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { AwayPreview } from '../../domain/rotation/away/preview';
import type { NameOf } from '../escalations/facts';
import { actions, button, header } from '../escalations/parts';
import { context, field, lines, modal, notice, option, section, typed } from '../settings/parts';
import { awayMoveText } from './away-said';
import { daysThere, untilThere } from './days';
import { dateInput, timeInput } from './pickers';
import { cityOf } from './times';

export interface AwayForm {
  /** Whose absence it is. */
  who: string;
  first: string | null;
  last: string | null;
  from: string | null;
  until: string | null;
  forgiven: boolean;
}

export interface KnownAbsence {
  id: string;
  start: Date;
  end: Date;
  forgiven: boolean;
}

export interface AwayFacts {
  form: AwayForm;
  /** Leads choose for whom. */
  mayChoose: boolean;
  /** It is about whoever looks at it. */
  isOwn: boolean;
  zone: string;
  absences: KnownAbsence[];
  /** `null`: no days are chosen yet. */
  preview: AwayPreview[] | null;
  nameOf: NameOf;
  now: Date;
  said?: string;
}

/** **Away**: redrawn on each choice. What stands in its fields survives, for their blocks keep their names. */
export function awayModal(facts: AwayFacts): ModalView {
  const { form, zone, said } = facts;
  return modal({
    id: 'rota_away',
    title: 'Away',
    submit: 'Save',
    metadata: { who: form.who },
    blocks: [
      ...notice(said),
      ...(facts.mayChoose ? [whoField(form.who)] : []),
      ...dayFields(form),
      field('forgiven', 'Nothing to make up', forgivenInput(form.forgiven), { optional: true, dispatch: true }),
      context(`Days and times are those of ${cityOf(zone)}. You are away in every rotation, and for everything else Backline plans.`),
      ...previewBlocks(facts),
      ...absenceBlocks(facts),
    ],
  });
}

const whoField = (who: string): InputBlock =>
  field('who', 'Who', { type: 'users_select', action_id: 'rota_away_who', initial_user: who }, { dispatch: true });

function dayFields({ first, last, from, until }: AwayForm): InputBlock[] {
  const optional = { optional: true, dispatch: true };
  return [
    field('first', 'First day', dateInput('rota_away_first', first), { dispatch: true }),
    field('last', 'Last day', dateInput('rota_away_last', last), { dispatch: true }),
    field('from', 'From', timeInput('rota_away_from', from), { ...optional, hint: 'On the first day. Empty: from its beginning.' }),
    field('until', 'Until', timeInput('rota_away_until', until), { ...optional, hint: 'On the last day. Empty: to its end.' }),
  ];
}

function forgivenInput(isTicked: boolean): InputBlock['element'] {
  const yes = option('Nothing to make up: illness, parental leave …; no reason is asked or kept', 'yes');
  return { type: 'checkboxes', action_id: 'rota_away_forgiven', options: [yes], ...(isTicked && { initial_options: [yes] }) };
}

function previewBlocks({ preview, nameOf, now }: AwayFacts): KnownBlock[] {
  const head = header('Who would be moved');
  if (preview === null) return [head, context('Choose the days, and it is shown here before anything is saved.')];
  if (preview.length === 0) return [head, context('Nobody.')];
  return [head, ...preview.slice(0, mostRotations).map((one) => section(rotationText(one, nameOf, now)))];
}

const mostRotations = 12;
const mostLines = 12;

function rotationText({ rotation, moves, asks, running, open, sittings }: AwayPreview, nameOf: NameOf, now: Date): string {
  const { zone } = rotation;
  const some = (all: string[]) => (all.length > mostLines ? [...all.slice(0, mostLines), `… ${all.length - mostLines} more`] : all);
  const asked = asks.map((ask) => `${daysThere(ask, zone)} begins soon, so nobody is moved without a yes: ${askedText(ask, nameOf)}.`);
  const gaps = open.map((span) => `:warning: Nobody is free, so nobody would be on: ${daysThere(span, zone)}.`);
  const onUntil = running && runningText(running, zone, nameOf, now);
  const seats = sittings.map((at) => `A sitting on ${untilThere(at.getTime(), 0, zone)}: another time is looked for.`);
  return lines(
    `*${typed(rotation.name)}*`,
    onUntil,
    ...some(moves.map((move) => awayMoveText(move, nameOf, zone))),
    ...some(asked),
    ...some(gaps),
    ...some(seats),
  );
}

function askedText({ asked, isUrgent }: AwayPreview['asks'][0], nameOf: NameOf): string {
  if (isUrgent) return 'everyone who can is asked at once, and the leads are told';
  return asked ? `${typed(nameOf(asked))} is asked first, and after a day everyone who can` : 'everyone who can is asked';
}

function runningText(running: NonNullable<AwayPreview['running']>, zone: string, nameOf: NameOf, now: Date): string {
  const free = running.asked ? ` ${typed(nameOf(running.asked))} is free.` : ' Nobody of the rotation is free.';
  const who = typed(nameOf(running.asker));
  return `:warning: ${who} is on until ${untilThere(running.end, now.getTime(), zone)}: the leads are told at once.${free}`;
}

function absenceBlocks({ absences, isOwn, form, nameOf, zone, now }: AwayFacts): KnownBlock[] {
  if (absences.length === 0) return [];
  const whose = isOwn ? 'You are away' : `${nameOf(form.who)} is away`;
  return [header(whose), ...absences.slice(0, mostAbsences).flatMap((one) => absenceRow(one, isOwn, zone, now))];
}

const mostAbsences = 10;

function absenceRow({ id, start, end, forgiven }: KnownAbsence, isOwn: boolean, zone: string, now: Date): KnownBlock[] {
  const label = start > now ? 'Withdraw' : isOwn ? 'I am back' : 'They are back';
  const text = `${daysOff({ start, end }, zone)}${forgiven ? ' · nothing to make up' : ''}`;
  return [section(text), ...actions([button(label, `rota_away_back:${id}`, id)], `away:${id}`)];
}

/** Whole days by the first and the last of them. */
export function daysOff({ start, end }: { start: Date; end: Date }, zone: string): string {
  const span = { start: start.getTime(), end: end.getTime() };
  const isWhole = untilThere(span.start, 0, zone).endsWith(' 00:00') && untilThere(span.end, 0, zone).endsWith(' 00:00');
  if (!isWhole) return daysThere(span, zone);
  const [first, last] = [dayText(span.start, zone), dayText(span.end - 1, zone)];
  return first === last ? first : `${first} – ${last}`;
}

const dayText = (at: number, zone: string): string => untilThere(at, 0, zone).replace(/ \d\d:\d\d$/, '');
