/** Layout blocks per surface, as Slack documents them. */
import { anyText, exactlyOne, identifier, plainText, slackFile, textMembers, webUrl } from './composition';
import { elementsIn, image, type Surface } from './elements';
import { richText } from './rich-text';
import { array, boolean, type Fields, needed, type ObjectSchema, object, type Rule, type Schema, string, variant } from './schema';

const mostBlocks: Record<Surface, number> = { message: 50, modal: 100, home: 100 };

const block = (fields: Fields, ...rules: Rule[]): ObjectSchema => object({ block_id: identifier, ...fields }, ...rules);

const textOrFields: Rule = (section, at, report) => {
  if (section.text === undefined && section.fields === undefined) report('must define either `text` or `fields`', `${at}/type`);
};

const everywhere: Record<string, ObjectSchema> = {
  divider: block({}),
  header: block({ text: needed(plainText(150)) }),
  context: block({ elements: needed(array(variant({ ...textMembers(3000), image }), { min: 1, max: 10 })) }),
  image: block(
    { alt_text: needed(string({ min: 1, max: 2000 })), image_url: webUrl, slack_file: slackFile, title: plainText(2000) },
    exactlyOne('image_url', 'slack_file'),
  ),
  rich_text: block({ elements: needed(richText) }),
};

/** Translated by Slack into other blocks, in messages only. */
const markdown = block({ text: needed(string({ min: 1, max: 12_000 })) });

function blocksOn(surface: Surface): Schema {
  const members: Record<string, ObjectSchema> = {
    ...everywhere,
    section: block(
      {
        text: anyText(3000),
        fields: array(anyText(2000), { min: 1, max: 10 }),
        accessory: variant({ ...elementsIn('section', surface), image }),
        expand: boolean,
      },
      textOrFields,
    ),
    actions: block({ elements: needed(array(variant(elementsIn('actions', surface)), { min: 1, max: 25 })) }),
    input: block({
      label: needed(plainText(2000)),
      element: needed(variant(elementsIn('input', surface))),
      hint: plainText(2000),
      optional: boolean,
      dispatch_action: boolean,
    }),
    ...(surface === 'message' ? { markdown } : {}),
  };
  return array(variant(members), { max: mostBlocks[surface] });
}

export const blocks: Record<Surface, Schema> = { message: blocksOn('message'), modal: blocksOn('modal'), home: blocksOn('home') };
