import type { Problem } from '../../../shared/contract/problem.ts';

/** The service answered, but not with what was asked for. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;
  constructor(status: number, problem: Problem | undefined) {
    super(problem?.title ?? `The service answered ${status}.`);
    this.name = 'Refused';
    this.status = status;
    this.problem = problem;
  }
}

/** No answer came: no network, the service is down, or it took too long. */
export class Unreachable extends Error {}

/** An answer came that this page cannot read, so it is older or newer than the service. */
export class UnreadableAnswer extends Error {}

export interface Trouble {
  readonly title: string;
  readonly advice: string;
  readonly cure: 'try-again' | 'reload' | 'sign-in';
  /** For the operators, when the service named it. */
  readonly requestId?: string;
}

/** What happened and what the reader can do, in words for people. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Unreachable) {
    return {
      title: 'BritePool cannot be reached right now',
      advice: 'Check your connection. This page keeps trying by itself.',
      cure: 'try-again',
    };
  }
  if (error instanceof UnreadableAnswer) {
    return {
      title: 'This page and the service do not fit together',
      advice: 'Most likely the service was just updated. Load the page again.',
      cure: 'reload',
    };
  }
  if (!(error instanceof Refused)) {
    return {
      title: 'Something on this page broke',
      advice: 'Load the page again. Nothing was changed.',
      cure: 'reload',
    };
  }
  if (error.status === 401) {
    return { title: 'Your sign-in has ended', advice: 'Sign in again to go on.', cure: 'sign-in' };
  }
  return refusal(error);
}

function refusal({ status, problem }: Refused): Trouble {
  const requestId = problem?.requestId === undefined ? {} : { requestId: problem.requestId };
  if (problem === undefined) {
    return {
      title: status >= 500 ? 'The service has trouble answering' : 'The service did not accept this',
      advice: 'Wait a moment, then try again.',
      cure: 'try-again',
    };
  }
  return {
    title: problem.title,
    advice: [problem.detail, problem.hint].filter((text) => text !== undefined).join(' '),
    cure: 'try-again',
    ...requestId,
  };
}

/** What the service found wrong with single fields, by the field's name: `/schedule/rhythm` becomes `schedule.rhythm`. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  const found = error instanceof Refused ? (error.problem?.errors ?? []) : [];
  return Object.fromEntries(
    found.map(({ pointer, detail }) => [pointer.slice(1).replaceAll('/', '.'), detail]),
  );
}

/** Signed in, but the role does not open these pages. */
export const lacksRole = (error: unknown): error is Refused =>
  error instanceof Refused && error.status === 403;

export const isMissing = (error: unknown): boolean => error instanceof Refused && error.status === 404;

/** Asking again at once may help: nothing came back, or the service stumbled. */
export const mayPass = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Refused && error.status >= 500);
