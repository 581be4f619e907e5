import { difference } from '../../../src/domain/audit/rules';

test('tells only the fields that differ, on both sides', () => {
  expect(difference({ name: 'Billing', keywords: ['vat'], zone: null }, { name: 'Billing', keywords: ['vat', 'tax'], zone: null })).toEqual(
    {
      before: { keywords: ['vat'] },
      after: { keywords: ['vat', 'tax'] },
    },
  );
});

test('the order of keys and a field that is not there are no difference', () => {
  expect(
    difference<object>(
      { hours: [{ date: '2026-01-01', name: 'New Year' }] },
      { hours: [{ name: 'New Year', date: '2026-01-01' }], note: undefined },
    ),
  ).toBeNull();
});

test('the order of people is one', () => {
  expect(difference({ members: ['UBO', 'UCY'] }, { members: ['UCY', 'UBO'] })).not.toBeNull();
});
