import { writeFileSync } from 'node:fs';
import { openapiDocument } from '../../shared/contract/openapi.ts';

// `npm run openapi`: writes the document of the HTTP API anew from the contract.
const file = new URL('../../docs/api/openapi.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(openapiDocument(), null, 2)}\n`);
