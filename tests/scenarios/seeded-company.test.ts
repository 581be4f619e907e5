import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { connect } from '../../src/database';
import { createLog } from '../../src/log';
import { startSandboxed } from '../../src/sandboxed';
import { root } from '../support/terminal';

test('the company of the sandbox has its squads, and nobody is asked to name the first', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backline-company-'));
  const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const databaseUrl = `file:${join(folder, 'sandbox.db')}`;
  const config = readConfig({ DATABASE_URL: databaseUrl, PORT: '0' }, { terminal: false });
  const stop = await startSandboxed({ config, log: createLog({ level: 'silent', format: 'json' }), root, version: '0.0.0-test' });
  const db = await connect(databaseUrl);
  try {
    const [workspace] = await db.read.workspace.findMany();
    const squads = await db.read.squad.findMany({ orderBy: { name: 'asc' } });
    const rotations = await db.read.rotation.findMany({ orderBy: { name: 'asc' } });
    expect(rotations.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'Billing: turns',
      'Checkout: turns',
      'Company rota: sittings',
      'Integrations: turns',
    ]);
    const served = await db.read.ledgerEntry.groupBy({ by: ['rotationId'], where: { kind: 'served' }, _count: true });
    expect(served.map(({ _count }) => _count)).toEqual([6, 6, 6]);
    const balances = await db.read.rotationMember.aggregate({ _sum: { balance: true } });
    expect(balances._sum.balance).toBe(0);
    const welcomes = await db.read.delivery.count({ where: { kind: 'workspace.welcome' } });
    expect([squads.map(({ name }) => name), workspace?.greetedAdmin, welcomes]).toEqual([['Billing', 'Checkout', 'Integrations'], null, 0]);
    expect(said.mock.calls.join('')).toMatch(/Open it:\s+http:\/\/127\.0\.0\.1:\d+/);
  } finally {
    await db.close();
    await stop();
    said.mockRestore();
    rmSync(folder, { recursive: true, force: true });
  }
});
