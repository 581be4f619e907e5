import { z } from 'zod';
import { reopenReasons } from '../../domain/escalations/happenings';
import { HandledBy, Reason, Severity } from '../../generated/sqlite/enums';

// What Slack sends, as far as it is read.

const Team = { team: z.looseObject({ id: z.string() }).nullish(), user: z.looseObject({ id: z.string(), team_id: z.string().optional() }) };

const ViewState = z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

const View = z.looseObject({
  id: z.string(),
  type: z.string(),
  callback_id: z.string().default(''),
  hash: z.string().default(''),
  private_metadata: z.string().default(''),
  state: ViewState.nullish(),
});

export type SeenView = z.infer<typeof View>;

const PressBody = z.looseObject({
  ...Team,
  trigger_id: z.string().min(1),
  view: View.nullish(),
  response_url: z.string().nullish(),
  container: z.looseObject({ message_ts: z.string().nullish(), thread_ts: z.string().nullish() }).nullish(),
});

const PressedAction = z.looseObject({
  action_id: z.string(),
  action_ts: z.string().default(''),
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
});

/** Something pressed, chosen or typed. */
export interface Press {
  workspaceId: string;
  person: string;
  triggerId: string;
  /** What it carries: the value of a button, of a chosen option. */
  value: string;
  at: string;
  view: SeenView | null;
  /** Pressed in a message, which can be answered where it stands. */
  inMessage: boolean;
  /** Of the thread that the message stands in as a reply: an answer for one person stands there too. */
  threadTs: string | null;
}

export function readPress(body: unknown, action: unknown): Press {
  const { team, user, trigger_id, view = null, response_url, container } = PressBody.parse(body);
  const { value, selected_option, action_ts } = PressedAction.parse(action);
  return {
    workspaceId: team?.id ?? user.team_id ?? '',
    person: user.id,
    triggerId: trigger_id,
    value: value ?? selected_option?.value ?? '',
    at: action_ts,
    view,
    inMessage: Boolean(response_url) && !view,
    threadTs: container?.thread_ts && container.thread_ts !== container.message_ts ? container.thread_ts : null,
  };
}

const ViewBody = z.looseObject({ ...Team, view: View });

export interface Submission {
  workspaceId: string;
  person: string;
  view: SeenView;
}

export function readSubmission(body: unknown): Submission {
  const { team, user, view } = ViewBody.parse(body);
  return { workspaceId: team?.id ?? user.team_id ?? '', person: user.id, view };
}

const Shortcut = z.looseObject({
  ...Team,
  trigger_id: z.string().min(1),
  channel: z.looseObject({ id: z.string() }),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().nullish(), text: z.string().nullish() }),
});

export type MessageShortcut = z.infer<typeof Shortcut>;
export const readShortcut = (shortcut: unknown): MessageShortcut => Shortcut.parse(shortcut);

// ── What stands in fields ──

/** The one element of an input block, whatever it holds. */
export function fieldIn(view: SeenView, blockId: string): string | null {
  const [element] = Object.values(view.state?.values[blockId] ?? {});
  if (!element) return null;
  const { value, selected_option, selected_options } = element as Element;
  if (selected_options) return selected_options.length > 0 ? 'yes' : '';
  // PostgreSQL keeps no text with this character in it.
  return (selected_option?.value ?? value ?? '').replaceAll('\u0000', '');
}

interface Element {
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: { value: string }[];
}

/** Beside which fields something is wrong. */
export type FieldErrors = Record<string, string>;

export type Checked<T> = { is: 'fine'; answers: T } | { is: 'wrong'; errors: FieldErrors };

/** Reads the named fields and checks them; the messages are those that the person reads beside the fields. */
export function check<S extends z.ZodObject>(schema: S, view: SeenView): Checked<z.output<S>> {
  const values = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, fieldIn(view, name) ?? '']));
  const parsed = schema.safeParse(values);
  if (parsed.success) return { is: 'fine', answers: parsed.data };
  return { is: 'wrong', errors: Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]).reverse()) };
}

const said = (message: string) => z.string().trim().min(1, message);

export const EscalationAnswers = z.object({
  title: said('Say in a few words what it is about.'),
  squad: said('Choose the squad that can answer this.'),
  severity: z.enum(Severity, 'Choose how severe it is.'),
  customer: z.string().trim(),
  tried: said('Say what happened and what you did, so that nobody asks you again.'),
  expected: said('Say what would let you answer the customer.'),
  links: z.string().transform((text, context) => {
    const lines = text.split(/\s+/).filter(Boolean);
    const wrong = lines.find((line) => !/^https?:\/\/\S+$/i.test(line) || !URL.canParse(line));
    if (wrong)
      context.addIssue({ code: 'custom', message: `“${wrong.slice(0, 60)}” is not a link. Put one on each line, starting with https://.` });
    return [...new Set(lines)];
  }),
  restricted: z.string().transform((value) => value === 'yes'),
});

export const AskAnswers = z.object({
  question: said('Ask what you need to know.'),
  of: z.enum(['agent', 'customer'], 'Choose who has to answer.'),
});

export const ResolveAnswers = z.object({
  reason: z.enum(Reason, 'Choose what it was.'),
  answer: said('Say what the customer can be told.'),
  handled_by: z.enum(HandledBy, 'Choose who solved it.'),
});

export const ReopenAnswers = z.object({ why: z.enum(reopenReasons, 'Choose why.'), next: said('Say what happens now.') });

const Metadata = z.object({ id: z.string(), threadId: z.string().optional() });
export const readMetadata = (view: SeenView) => Metadata.parse(JSON.parse(view.private_metadata));
