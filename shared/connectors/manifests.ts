// Written by `npm run systems` from the folders in shared/connectors.

import type { Manifest } from '../connector-kit/manifest.ts';
import { manifest as asana } from './asana/manifest.ts';
import { manifest as clickup } from './clickup/manifest.ts';
import { manifest as clockify } from './clockify/manifest.ts';
import { manifest as genericRest } from './generic-rest/manifest.ts';
import { manifest as harvest } from './harvest/manifest.ts';
import { manifest as hubspot } from './hubspot/manifest.ts';
import { manifest as monday } from './monday/manifest.ts';
import { manifest as salesforce } from './salesforce/manifest.ts';
import { manifest as toggl } from './toggl/manifest.ts';
import { manifest as trello } from './trello/manifest.ts';

/** The data half of every connector, for infra and the dashboard. */
export const manifests: readonly Manifest[] = [
  asana,
  clickup,
  clockify,
  genericRest,
  harvest,
  hubspot,
  monday,
  salesforce,
  toggl,
  trello,
];
