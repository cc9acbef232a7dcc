import { readFileSync, writeFileSync } from 'node:fs';
import { manifests } from '../../shared/connectors/manifests.ts';
import { systemsTable, withMarkedPart } from './systems-table.ts';

/** `npm run systems`: puts the table of systems into the README anew. */
const file = new URL('../../README.md', import.meta.url);
writeFileSync(file, withMarkedPart(readFileSync(file, 'utf8'), systemsTable(manifests)));
