import type { StreamOperations } from '../../connector-kit/connector.ts';
import { people } from './people.ts';
import type { Settings } from './schema.ts';
import { tasks } from './tasks.ts';

export const streams: { readonly [name: string]: StreamOperations<Settings> } = { tasks, people };
