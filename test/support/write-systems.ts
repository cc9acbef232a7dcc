import { writeFileSync } from 'node:fs';
import {
  connectorFolders,
  connectorLists,
  systemTypes,
  type WrittenFile,
  written,
} from './connector-lists.ts';
import { systemsTable, withMarkedPart } from './systems-table.ts';

// `npm run systems`: writes anew what follows from the folders of the connectors, the lists of them first, since the
// rest is read from the manifests that they name.
const root = new URL('../../', import.meta.url);
const write = ([path, text]: WrittenFile): void => writeFileSync(new URL(path, root), text);
for (const file of connectorLists(connectorFolders())) write(file);
const { manifests } = await import('../../shared/connectors/manifests.ts');
write(systemTypes(manifests));
write(['README.md', withMarkedPart(written('README.md'), systemsTable(manifests))]);
// The contract offers the types to whoever connects a system.
await import('./write-openapi.ts');
