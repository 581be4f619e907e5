// The arrows of the house, as rules. `npm run lint` and `npm test` keep them; tests/architecture shows that each one bites.
//
// Sources are looked at twice. `src/` and `sandbox/` as written: every import counts, of types too. `dist/` as it runs: imports of types
// are gone, so a file may know the shape of what it must not call. (TypeScript 7 has no API that would tell the two apart in the sources.)

const doors = 'listeners|jobs|web|cli';
const start = 'app|run|main|sandboxed|connect|config|deps';

/** As written: types count. */
const written = [
  {
    name: 'sandbox-stands-alone',
    comment: 'The sandbox is a Slack, not a part of Backline: it would not find our mistakes if it shared our code.',
    from: { path: '^sandbox/' },
    to: { path: '^src/' },
  },
  {
    name: 'sandbox-is-only-started',
    comment: 'Backline cannot tell a sandbox from Slack: only the start knows that there is one.',
    from: { path: '^src/', pathNot: '^src/(main|sandboxed)\\.ts$' },
    to: { path: '^sandbox/' },
  },
  {
    name: 'domain-knows-no-door',
    comment: 'Decisions and changes are the same whoever asks: a listener, a job, a page, the command line, a test.',
    from: { path: '^src/domain/' },
    to: { path: `^src/((${doors}|views|inbox)/|(${start})\\.ts$)` },
  },
  {
    name: 'domain-owes',
    comment: 'The domain writes down what is owed (and that it is owed again). When and how it is said is for the delivery engine alone.',
    from: { path: '^src/domain/' },
    to: { path: '^src/delivery/', pathNot: '^src/delivery/(owe|kinds|resend)\\.ts$' },
  },
  {
    name: 'rules-are-pure',
    comment: 'rules.ts: values in, values out. No store, no database, no Slack; a test needs nothing but the file.',
    from: { path: '^src/domain/.+/rules\\.ts$' },
    to: { path: ['^src/(?!domain/|generated/)', '/store\\.ts$', 'node_modules/(@prisma|@slack|fastify|pino)/'] },
  },
  {
    name: 'delivery-serves-everybody',
    comment: 'Words and records are given to the delivery engine; it knows none of them.',
    from: { path: '^src/delivery/' },
    to: { path: `^src/(${doors}|domain|views|inbox)/` },
  },
  {
    name: 'slack-knows-slack',
    comment: 'src/slack is about Slack: calls, people, channels. What we want from it is decided elsewhere.',
    from: { path: '^src/slack/' },
    to: { path: `^src/(${doors}|domain|views|inbox|delivery)/` },
  },
  {
    name: 'views-only-show',
    comment: 'Records in, blocks and words out: a view knows no door.',
    from: { path: '^src/views/' },
    to: { path: `^src/((${doors}|inbox)/|(${start})\\.ts$)` },
  },
  ...doors.split('|').map((door) => ({
    name: `doors-stand-apart-${door}`,
    comment: 'What two doors share belongs into the domain, or into views.',
    from: { path: `^src/${door}/` },
    to: { path: `^src/(${doors})/`, pathNot: `^src/${door}/` },
  })),
  {
    name: 'doors-owe-through-the-domain',
    comment:
      'A door makes one call into the domain, whose transaction owes. It may look at how much is waiting, and know what a message is.',
    from: { path: `^src/(${doors})/` },
    to: { path: '^src/delivery/', pathNot: '^src/delivery/(backlog|words)\\.ts$' },
  },
  only('@slack/web-api', '^src/slack/', 'One place talks to the Web API, with time-outs and without blind retries.'),
  only('@slack/(bolt|socket-mode)', '^src/(listeners/|(app|run)\\.ts$)', 'What comes in from Slack enters through the listeners.'),
  only(
    '(@prisma|better-sqlite3|pg)',
    '^src/(database|migrations|schema-engine|lock)\\.ts$|^src/generated/',
    'One file connects, one migrates, one locks.',
  ),
  only('temporal-polyfill', '^src/domain/calendar/', 'Time-zone rules live in one place.'),
  only('fastify', '^src/web/', 'Pages are served in one place.'),
  only('commander', '^src/cli/', 'The command line is read in one place.'),
  only('node-cron', '^src/jobs/', 'The timetable is the only clock.'),
  only('prom-client', '^src/metrics\\.ts$', 'Figures are named in one place.'),
];

/** As it runs: imports of types do not count. */
const running = [
  {
    name: 'no-circles',
    comment: 'Two files that need each other are one file, or three.',
    from: { path: '^dist/' },
    to: { circular: true },
  },
  {
    name: 'domain-does-not-call-slack',
    comment: 'The domain may be handed a Slack and know its shape, its answers and its markup; it makes none.',
    from: { path: '^dist/src/domain/' },
    to: { path: '^dist/src/slack/', pathNot: '^dist/src/slack/(unavailable|outcome|text)\\.js$' },
  },
  {
    name: 'rules-run-alone',
    comment: 'Of the generated client, rules use the lists of values (enums) and nothing that opens a database.',
    from: { path: '^dist/src/domain/.+/rules\\.js$' },
    to: { path: '^dist/src/generated/', pathNot: '/enums\\.js$' },
  },
  {
    name: 'views-change-nothing',
    comment: 'A view is handed what it shows, or a connection that can only read.',
    from: { path: '^dist/src/views/' },
    to: { path: '^dist/src/(database|delivery/owe)\\.js$' },
  },
  {
    name: 'one-database-client',
    comment: "Whoever could make a client could write beside writeTx. What claims work in SQL needs Prisma's way of quoting.",
    from: { path: '^dist/src/', pathNot: '^dist/src/((database|delivery/sql|inbox/claim)\\.js$|generated/)' },
    to: { path: '^dist/src/generated/[^/]+/client\\.js$' },
  },
  {
    name: 'nothing-for-building-at-work',
    comment: 'What runs must be a dependency: devDependencies are absent where Backline is only run.',
    from: { path: '^dist/(src|sandbox)/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'everything-is-there',
    comment: 'An import that leads nowhere.',
    from: { path: '^dist/' },
    to: { couldNotResolve: true },
  },
];

function only(packages, where, comment) {
  return {
    name: `only-there-${packages.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}`,
    comment,
    from: { path: '^src/', pathNot: where },
    to: { path: `^node_modules/${packages}(/|$)` },
  };
}

module.exports = {
  forbidden: [...written, ...running].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(dist/)?src/generated/[^/]+/(?!(client|enums)\\.)', '^(dist/)?sandbox/page/'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default'],
    },
  },
};
