import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import { larkbook } from '../index.ts';

const connection = {
  type: 'LARKBOOK',
  baseUrl: 'https://larkbook.invalid/2',
  authType: 'API_KEY',
  settings: { boardId: 'b_1' },
} as const;

/** The task of https://larkbook.example/api#tasks. */
export const example = {
  id: 't_000017',
  board: 'b_1',
  title: 'Peel onions',
  notes: 'Ten kilos',
  state: 'open',
  due: '2026-04-01',
  assignee: 'p_4',
  seats: 2,
  shift: 'morning',
  client_ref: null,
  created: '2026-02-27T18:00:05Z',
  changed: '2026-03-01T09:30:00Z',
};

export const answering = (...answers: Parameters<typeof recorded>[3]) =>
  recorded(larkbook, connection, { ring: 'R-2041', song: 'a-song' }, answers);
