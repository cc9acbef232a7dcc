import { writeFileSync } from 'node:fs';
import { connectorFolders, connectorLists, written } from './connector-lists.ts';
import { systemsTable, withMarkedPart } from './systems-table.ts';

// `npm run systems`: writes anew what follows from the folders of the connectors, the README's table last, since it
// reads what was written before it.
const root = new URL('../../', import.meta.url);
for (const [path, text] of connectorLists(connectorFolders())) writeFileSync(new URL(path, root), text);
const { manifests } = await import('../../shared/connectors/manifests.ts');
const readme = withMarkedPart(written('README.md'), systemsTable(manifests));
writeFileSync(new URL('README.md', root), readme);
