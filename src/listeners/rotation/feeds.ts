import { z } from 'zod';
import type { Deps } from '../../deps';
import { type FileOf, sendCalendar } from '../../domain/rotation/feeds/files';
import { type Linked, linksOf, renewLink, showLink, stopLink, type Wish } from '../../domain/rotation/feeds/links';
import { rightsIn } from '../../domain/rotation/records/rights';
import { type RotationRecord, rotationsOf } from '../../domain/rotation/records/rotation';
import { type FeedLine, feedSaid, feedsView } from '../../views/rotation/feeds';
import type { Handlers } from '../registry';
import { metadataOf, type Press, readPress } from '../settings/gesture';
import { redraw, show } from '../settings/show';

const Metadata = z.object({ page: z.number().default(0) });
const mine = 'mine';
/** Slack takes 100 blocks in a modal; each calendar has two. */
const perPage = 20;

/** App Home → Rotation → `Calendar feeds`, and `Add to calendar`. */
export function feedHandlers(deps: Deps): Handlers {
  const { db, clock } = deps;

  const linking =
    (work: (wish: Wish, before: number) => Promise<{ linked?: Linked; said?: string }>): NonNullable<Handlers['actions']>[string] =>
    async ({ ack, body, action }) => {
      await ack();
      const press = readPress(body, action);
      const wish = wishOf(press);
      if (!(await maySee(deps, press))) return redraw(deps, press, await feeds(deps, press, { said: feedSaid.gone }));
      const before = (await linksOf(db.read, wish.workspaceId, wish.userId)).get(wish.rotationId) ?? 0;
      const { linked, said } = await work(wish, before);
      if (linked?.is === 'done_before') return;
      const shown = linked?.is === 'shown' ? { id: press.value, url: `${deps.publicUrl}/calendar/${linked.secret}.ics` } : undefined;
      await redraw(deps, press, await feeds(deps, press, { shown, said }));
    };

  return {
    actions: {
      async rota_feeds_open({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await show(deps, press, await feeds(deps, press));
      },
      async rota_feeds_page({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await redraw(deps, press, await feeds(deps, press, { page: Number(press.value) || 0 }));
      },
      rota_feed_show: linking(async (wish, before) => {
        const linked = await showLink(db, wish, clock.now());
        if (linked.is === 'too_many') return { linked, said: feedSaid.tooMany };
        return { linked, ...(before > 0 && { said: feedSaid.another }) };
      }),
      rota_feed_renew: linking(async (wish) => ({ linked: await renewLink(db, wish, clock.now()), said: feedSaid.renewed })),
      rota_feed_stop: linking(async (wish) => {
        await stopLink(db, wish, clock.now());
        return { said: feedSaid.stopped };
      }),
      async rota_feed_file({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const said = (await maySee(deps, press)) ? await send(deps, press, fileOf(press.value)) : feedSaid.gone;
        await redraw(deps, press, await feeds(deps, press, { said }));
      },
    },
  };
}

/** Answers what the person reads; the file itself comes as a direct message. */
export async function send({ db, clock }: Deps, { workspaceId, userId, triggerId }: Press, what: FileOf): Promise<string> {
  const isNew = await sendCalendar(db, { workspaceId, userId, what, source: `action:${triggerId}` }, clock.now());
  return isNew ? feedSaid.onItsWay : feedSaid.sentBefore;
}

const rotationIn = (value: string): string | null => (value === mine ? null : value);

const wishOf = ({ workspaceId, userId, triggerId, value }: Press): Wish => ({
  ...{ workspaceId, userId, rotationId: rotationIn(value), source: `action:${triggerId}` },
});

const fileOf = (value: string): FileOf => (value === mine ? { of: 'mine' } : { of: 'rotation', rotationId: value });

async function maySee(deps: Deps, { workspaceId, userId, value }: Press): Promise<boolean> {
  return value === mine || (await visibleTo(deps, workspaceId, userId)).some(({ id }) => id === value);
}

interface Said {
  shown?: { id: string; url: string } | undefined;
  said?: string | undefined;
  page?: number;
}

async function feeds(deps: Deps, { workspaceId, userId, view }: Press, { shown, said, page: asked }: Said = {}) {
  const { db, publicUrl } = deps;
  const page = asked ?? (view ? metadataOf(view, Metadata).page : 0);
  const links = await linksOf(db.read, workspaceId, userId);
  const rotations = await visibleTo(deps, workspaceId, userId);
  const lines: FeedLine[] = [
    { id: mine, name: 'My shifts', links: links.get(null) ?? 0 },
    ...rotations.map(({ id, name }) => ({ id, name, links: links.get(id) ?? 0 })),
  ];
  const items = lines.slice(page * perPage, (page + 1) * perPage);
  return feedsView({
    page: { items, total: lines.length, size: perPage, page, words: '' },
    isReachable: publicUrl !== undefined,
    shown,
    said,
  });
}

/** Those that they serve in come first. */
async function visibleTo({ db, clock }: Deps, workspaceId: string, userId: string): Promise<RotationRecord[]> {
  const all = await rotationsOf(db.read, workspaceId);
  const rights = await Promise.all(all.map((rotation) => rightsIn(db.read, rotation, userId, clock.now())));
  const seen = all.filter((_, index) => rights[index]?.see);
  const serves = (rotation: RotationRecord) => rights[all.indexOf(rotation)]?.serve === true;
  return [...seen.filter(serves), ...seen.filter((rotation) => !serves(rotation))];
}
