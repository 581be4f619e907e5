import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, Pair, parseDocument, visit } from 'yaml';
import { fieldOf, type Mistake, mistakesOf, type Path } from './mistakes';
import { SettingsFile } from './schema';

/** A mistake with its place in the text. */
export interface Located {
  line: number;
  /** `squads[0].channel`; empty for the file as a whole. */
  field: string;
  problem: string;
}

export type FileText =
  | {
      ok: true;
      file: SettingsFile;
      /** Puts mistakes that are found later at their lines. */
      locate(mistakes: Mistake[]): Located[];
    }
  | { ok: false; mistakes: Located[] };

export function readSettings(text: string): FileText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return {
      ok: false,
      mistakes: document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, field: '', problem: inWords(message) })),
    };

  const locate = (mistakes: Mistake[]) =>
    mistakes
      .map(({ path, problem }) => ({ line: lineOf(document, path, lines), field: fieldOf(path), problem }))
      .sort((a, b) => a.line - b.line);
  const parsed = SettingsFile.safeParse(document.toJS() ?? {});
  return parsed.success ? { ok: true, file: parsed.data, locate } : { ok: false, mistakes: locate(mistakesOf(parsed.error)) };
}

/** Lists of plain values stand on one line, as people write them. */
export function writeSettings(document: Document): string {
  visit(document, {
    Seq(_, seq) {
      if (seq.items.every(isScalar)) seq.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function inWords(message: string): string {
  const hint = /reserved character @/.test(message) ? ' Put it in quotes: "@ana".' : '';
  return `This is not YAML: ${message}.${hint}`.replace('..', '.');
}

/** The line of the key, or of the nearest thing around it that is there. */
function lineOf(document: Document, path: Path, lines: LineCounter): number {
  let node: unknown = document.contents;
  let start = startOf(node);
  for (const part of path) {
    const found = childOf(node, part);
    if (!found) break;
    start = startOf(found.at) ?? start;
    node = found.node;
  }
  return lines.linePos(start ?? 0).line;
}

function childOf(node: unknown, part: string | number): { at: unknown; node: unknown } | null {
  if (isSeq(node) && typeof part === 'number') return part < node.items.length ? { at: node.items[part], node: node.items[part] } : null;
  if (!isMap(node)) return null;
  const pair = node.items.find(
    (item): item is Pair<Node, Node> => item instanceof Pair && isScalar(item.key) && String(item.key.value) === String(part),
  );
  return pair ? { at: pair.key, node: pair.value } : null;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
