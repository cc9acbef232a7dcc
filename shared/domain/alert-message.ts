import { type Alert, messageDue } from './alert.ts';

/** What is sent to people: one subject line, and paragraphs of plain text. */
export interface Notice {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Screen of the dashboard that shows more, as a path. */
  readonly path: string;
}

/** What the specification's template says of the integration. */
export interface NoticeAbout {
  readonly integrationName: string;
  readonly status: string;
  readonly alertName: string;
  /** Per cent; absent where nothing was measured. */
  readonly errorRate?: number;
  readonly lastSuccessAt?: string;
  readonly pendingConflicts?: number;
  readonly recentErrors: readonly string[];
}

/** The message that is due for an alert, by the specification's template. */
export function noticeOf(alert: Alert, about: NoticeAbout): Notice {
  const recovered = messageDue(alert) === 'recovery';
  const name = oneLine(about.integrationName).slice(0, 100);
  const since = `It began at ${alert.openedAt}.`;
  const what = recovered
    ? [alert.recovery ?? 'It is over.', `What it was: ${alert.sentence}`, since]
    : [...cameBack(alert), alert.sentence, `What to do: ${alert.cure}`, since];
  return {
    subject: `[BritePool] Integration Alert: ${name} - ${recovered ? 'RESOLVED' : alert.severity.toUpperCase()}`,
    paragraphs: [
      [`Integration: ${name}`, `Status: ${about.status}`, `Alert: ${about.alertName}`].join('\n'),
      ...what,
      [
        'Details:',
        `- Error Rate: ${about.errorRate === undefined ? 'not measured yet' : `${about.errorRate}%`}`,
        `- Last Successful Sync: ${about.lastSuccessAt ?? 'never'}`,
        `- Pending Conflicts: ${about.pendingConflicts ?? 'not counted yet'}`,
      ].join('\n'),
      ['Recent Errors:', ...listed(about.recentErrors)].join('\n'),
    ],
    path: `/integrations/${encodeURIComponent(alert.integrationId)}`,
  };
}

const cameBack = ({ cameBack: times }: Alert): readonly string[] =>
  times === undefined
    ? []
    : [times === 1 ? 'It came back within a week.' : `It came back ${times} times, each time within a week.`];

const listed = (errors: readonly string[]): readonly string[] =>
  errors.length === 0 ? ['none'] : errors.map((error) => `- ${oneLine(error)}`);

/** Names are typed by people: a line break in one would end the subject. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
