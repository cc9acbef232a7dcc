import type { Stage } from '../../infra/stage.ts';
import type { Measured } from '../cost/measured.ts';
import { table, withFigures } from '../support/document.ts';
import { type Demand, demandOf } from './demand.ts';
import { type Quota, quotasOf, tightest, used } from './quotas.ts';
import type { Scale } from './year.ts';

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const percent = (share: number): string =>
  `${share < 0.0995 ? (100 * share).toFixed(1) : whole(100 * share)} %`;
const head = (scales: readonly Scale[]): readonly string[] => scales.map(({ times }) => `${whole(times)} ×`);

/** The traffic that was simulated. */
export function trafficTable(scales: readonly Scale[]): string {
  const row = (name: string, of: (scale: Scale) => string) => [name, ...scales.map(of)];
  return table(
    ['traffic', ...head(scales)],
    [
      row('integrations', ({ integrations }) => whole(integrations)),
      row('changes a year, one by one, millions', ({ changesOfYear }) => whole(changesOfYear / 1e6)),
      row('changes of a working day at the largest', ({ largest }) => whole(largest)),
      row('webhooks of the busiest day, thousands', ({ peaks }) => whole(peaks.webhooks / 1e3)),
      row('the busiest second', ({ peaks }) => whole(peaks.second)),
      row('the busiest ten seconds, a second', ({ peaks }) => whole(peaks.tenSeconds)),
      row('the busiest five minutes, a second', ({ peaks }) => whole(peaks.fiveMinutes)),
    ],
  );
}

const raisedBy = {
  setting: 'our setting',
  code: 'our code',
  AWS: 'raised on request',
  no: 'fixed',
} as const satisfies Record<Quota['raise'], string>;

/** Which share of each quota is used at its worst moment; what is met stands out. */
export function quotaTable(scales: readonly Scale[], measured: Measured, stage: Stage): string {
  const demands = scales.map((scale) => demandOf(scale, measured));
  const name = ({ what, source, seen }: Quota): string =>
    source.startsWith('https:') ? `[${what}](${source})${seen ? '' : ' *'}` : `${what} (\`${source}\`)`;
  return table(
    ['quota', 'limit', 'who raises it', ...head(scales)],
    quotasOf(stage).map((quota) => [
      name(quota),
      whole(quota.limit),
      raisedBy[quota.raise],
      ...demands.map((demand) => cell(used(quota, demand))),
    ]),
  );
}

const cell = (share: number): string => (share >= 1 ? `**${percent(share)}**` : percent(share));

/** Which quota is met first at each scale, of ours and of AWS's own. */
export function firstTable(scales: readonly Scale[], measured: Measured, stage: Stage): string {
  const demands = scales.map((scale) => demandOf(scale, measured));
  const quotas = quotasOf(stage);
  const isOurs = ({ raise }: Quota): boolean => raise === 'setting' || raise === 'code';
  const first = (among: readonly Quota[]) =>
    demands.map((demand: Demand) => {
      const quota = tightest(among, demand);
      return `${quota.what}, ${percent(used(quota, demand))}`;
    });
  return table(
    ['met first', ...head(scales)],
    [
      ['of our own', ...first(quotas.filter(isOurs))],
      ['of AWS, raised on request', ...first(quotas.filter(({ raise }) => raise === 'AWS'))],
      ['of AWS, fixed', ...first(quotas.filter(({ raise }) => raise === 'no'))],
      [
        'of vendors: mass edits that take more than an hour',
        ...demands.map(({ slowMassEdits }) => percent(slowMassEdits)),
      ],
    ],
  );
}

/** docs/scaling.md with its figures written anew. */
export function scalingDocument(
  document: string,
  scales: readonly Scale[],
  measured: Measured,
  stage: Stage,
): string {
  const figures: readonly (readonly [string, string])[] = [
    ['first', firstTable(scales, measured, stage)],
    ['traffic', trafficTable(scales)],
    ['quotas', quotaTable(scales, measured, stage)],
  ];
  return figures.reduce((text, [name, rows]) => withFigures(text, name, rows), document);
}
