import type { ExternalData } from '../../../shared/domain/external.ts';
import { allSubjects, folderOf } from '../../conformance/support/subjects.ts';
import { connectors } from '../../support/connectors.ts';
import { samples } from './samples.ts';

/** The invented counterpart that the description of GENERIC_REST is of. */
const counterpart: ExternalData = {
  testPath: '/whoami',
  idempotencyHeader: 'Idempotency-Key',
  streams: {
    tasks: {
      ...{ list: '/tasks', item: '/tasks/{id}' },
      updatedAt: { pointer: 'updatedAt' },
      since: { param: 'updated_since' },
      pager: { style: 'link-header', sizeParam: 'limit', size: 200 },
      externalKey: { pointer: 'externalId', param: 'external_id' },
      fields: [
        { externalField: 'title', internalField: 'title', required: true },
        { externalField: 'description', internalField: 'description' },
        { externalField: 'dueDate', internalField: 'dueDate', transform: 'date' },
      ],
    },
  },
};

/** Every connector with the way in which it is connected first, and what is written through it. */
export const systems = Object.entries(connectors).flatMap(([type, connector]) => {
  const folder = folderOf(type);
  const [own] = allSubjects.filter((item) => item.type === type);
  if (own === undefined) return [];
  const settings = folder === 'generic-rest' ? { settings: counterpart } : {};
  return [
    {
      ...{ folder, name: connector.manifest.name, connector, subject: own.subject },
      ...{ samples: samples[folder] ?? (() => ({})), ...settings },
    },
  ];
});
