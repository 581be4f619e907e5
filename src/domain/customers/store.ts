import { json, type Transaction } from '../../database';
import { customerKey, customerName } from './rules';

/** The customer of that name, made when nobody has named them before; `null` for an empty name. */
export async function customerNamed(tx: Transaction, workspaceId: string, written: string, now: Date): Promise<string | null> {
  const name = customerName(written);
  if (name === '') return null;

  const key = customerKey(name);
  const { id } = await tx.customer.upsert({
    where: { workspaceId_key: { workspaceId, key } },
    create: { workspaceId, key, name, links: json([]), createdAt: now },
    update: {},
    select: { id: true },
  });
  return id;
}
