import { z } from 'zod';

// What Slack sends, as far as Settings read it.

const Who = { team: z.looseObject({ id: z.string() }).nullish(), user: z.looseObject({ id: z.string(), team_id: z.string().optional() }) };

const Values = z.record(z.string(), z.record(z.string(), z.looseObject({})));

const View = z.looseObject({
  id: z.string(),
  hash: z.string().default(''),
  private_metadata: z.string().default(''),
  previous_view_id: z.string().nullish(),
  state: z.looseObject({ values: Values }).nullish(),
});

const PressBody = z.looseObject({ ...Who, trigger_id: z.string().min(1), view: View.nullish() });
const Pressed = z.looseObject({ value: z.string().nullish() });
const SubmitBody = z.looseObject({ ...Who, view: View });

type View = z.infer<typeof View>;

export interface Press {
  workspaceId: string;
  userId: string;
  triggerId: string;
  /** Of the button; what was typed, of an input. */
  value: string;
  /** The modal it was pressed in; `null` in a message. App Home counts as none: it cannot be pushed upon. */
  view: View | null;
}

export function readPress(body: unknown, action: unknown): Press {
  const { team, user, trigger_id: triggerId, view } = PressBody.parse(body);
  const modal = view && view.type !== 'home' ? view : null;
  return { workspaceId: team?.id ?? user.team_id ?? '', userId: user.id, triggerId, value: Pressed.parse(action).value ?? '', view: modal };
}

export interface Submission {
  workspaceId: string;
  userId: string;
  view: View;
}

export function readSubmission(body: unknown): Submission {
  const { team, user, view } = SubmitBody.parse(body);
  return { workspaceId: team?.id ?? user.team_id ?? '', userId: user.id, view };
}

/** What a view carries for its own later use. */
export function metadataOf<S extends z.ZodType>({ private_metadata }: View, schema: S): z.output<S> {
  return schema.parse(private_metadata === '' ? {} : JSON.parse(private_metadata));
}

// ── What stands in fields: a field is an input block of that name ──

const Element = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
  selected_options: z.array(z.looseObject({ value: z.string() })).nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_user: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
});

export function fieldsOf(view: View) {
  const element = (name: string) => Element.parse(Object.values(view.state?.values[name] ?? {})[0] ?? {});
  return {
    text: (name: string): string => element(name).value ?? '',
    lines: (name: string): string[] =>
      (element(name).value ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    choice: (name: string): string | null => element(name).selected_option?.value ?? null,
    choices: (name: string): string[] => (element(name).selected_options ?? []).map(({ value }) => value),
    ticked: (name: string): boolean => (element(name).selected_options ?? []).length > 0,
    people: (name: string): string[] => element(name).selected_users ?? [],
    person: (name: string): string | null => element(name).selected_user ?? null,
    channel: (name: string): string | null => element(name).selected_conversation ?? null,
    /** `2026-03-09`. */
    date: (name: string): string | null => element(name).selected_date ?? null,
    /** `09:00`. */
    time: (name: string): string | null => element(name).selected_time ?? null,
    /** Whether it stands in the view at all. */
    has: (name: string): boolean => view.state?.values[name] !== undefined,
  };
}

export type Fields = ReturnType<typeof fieldsOf>;
