/** Views: modals and Home tabs. */
import { blocks } from './blocks';
import { type Complaint, collect, complaint } from './complaint';
import { plainText } from './composition';
import type { Surface } from './elements';
import { inspectIdentities, nothingSeen } from './identities';
import { boolean, type Fields, inspect, isRecord, needed, type ObjectSchema, object, type Rule, string, variant } from './schema';

/** Slack: "the provided view is greater than 250kb". */
const mostBytes = 250 * 1024;

const common = (surface: Surface): Fields => ({
  blocks: needed(blocks[surface]),
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
});

const inputNeedsSubmit: Rule = (view, at, report) => {
  if (view.submit !== undefined || !Array.isArray(view.blocks)) return;
  const index = view.blocks.findIndex((block) => isRecord(block) && block.type === 'input');
  if (index >= 0) report('must define `submit` to use an `input` block in modals', `${at}/blocks/${index}/input`);
};

const uniqueIds =
  (surface: Surface): Rule =>
  (view, at, report) => {
    if (Array.isArray(view.blocks)) inspectIdentities(view.blocks, surface, `${at}/blocks`, nothingSeen(), report);
  };

const modal: ObjectSchema = object(
  {
    ...common('modal'),
    title: needed(plainText(24)),
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
  inputNeedsSubmit,
  uniqueIds('modal'),
);

const home: ObjectSchema = object({ ...common('home') }, uniqueIds('home'));

export const views = variant({ modal, home });

/** Everything wrong with a modal or a Home tab; pointers begin with `/view`. */
export function checkView(view: unknown): Complaint[] {
  const complaints = collect('invalid_arguments', (report) => inspect(views, view, '/view', report));
  if (complaints.length > 0 || Buffer.byteLength(JSON.stringify(view)) <= mostBytes) return complaints;
  return [complaint('view_too_large', 'the view is greater than 250kb', '/view')];
}
