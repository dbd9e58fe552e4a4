import { inventDataset, type InventedDataset, type InventedRow } from './invented-datasets.ts';

const cities = ['Oslo', 'Lima', 'Pune', 'Kyoto'];

/** Twenty customers; the last three never order. */
export const customers: InventedDataset = inventDataset(
  'customers',
  [
    ['customer_id', 'INTEGER'],
    ['city', 'TEXT'],
    ['age', 'INTEGER'],
  ],
  Array.from({ length: 20 }, (_, index): InventedRow => {
    return { customer_id: 100 + index, city: cities[index % 4] ?? '', age: 20 + ((index * 7) % 45) };
  }),
);

/** Orders of seventeen of them, and five of somebody who is no customer. */
export const purchases: InventedDataset = inventDataset(
  'purchases',
  [
    ['id', 'INTEGER'],
    ['customer_id', 'INTEGER'],
    ['price', 'FLOAT'],
  ],
  Array.from({ length: 120 }, (_, index): InventedRow => {
    const customer = index % 24 === 23 ? 999 : 100 + ((index * 5) % 17);
    return { id: index + 1, customer_id: customer, price: 5 + ((index * 13) % 40) / 2 };
  }),
);

/** Nothing of it belongs to the others: both number their rows, and that is all. */
export const weather: InventedDataset = inventDataset(
  'weather',
  [
    ['id', 'INTEGER'],
    ['rainfall', 'FLOAT'],
  ],
  Array.from({ length: 60 }, (_, index): InventedRow => ({ id: index + 1, rainfall: (index * 3) % 17 })),
);

/** Two columns that could be the key. */
export const branches: InventedDataset = inventDataset(
  'branches',
  [
    ['id', 'INTEGER'],
    ['customer_id', 'INTEGER'],
    ['price', 'FLOAT'],
    ['manager', 'TEXT'],
  ],
  Array.from({ length: 20 }, (_, index): InventedRow => {
    return { id: 1 + (index % 9), customer_id: 100 + index, price: index, manager: `m${index % 3}` };
  }),
);

export function cityOf(customerId: unknown): unknown {
  return customers.rows.find((row) => row['customer_id'] === customerId)?.['city'] ?? null;
}
