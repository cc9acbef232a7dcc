import { isRefused, type LinkProblem, type Refusal } from '../../../shared/application/refusal.ts';
import { ProblemError } from './problem.ts';

/** The result, or the problem document that its refusal stands for. */
export function accepted<Result extends object>(result: Result): Exclude<Result, Refusal> {
  if (isRefused(result)) throw problemFor(result);
  return result as Exclude<Result, Refusal>;
}

/** Ends the request with the problem document that the refusal stands for. */
export function refuse(refusal: Refusal): never {
  throw problemFor(refusal);
}

const links: {
  readonly [code in LinkProblem]: { readonly status: number; readonly hint: string };
} = {
  'already-paired': { status: 409, hint: 'Unlink that pair first, or choose another record.' },
  'being-created': { status: 409, hint: 'Wait a few minutes, then look at the record again.' },
  'different-kind': { status: 400, hint: 'Choose two records of one kind that this integration syncs.' },
  'not-there': { status: 404, hint: 'Copy the id from the other system, where our account can see it.' },
  'sign-in-needed': { status: 409, hint: 'Sign the integration in again, then repeat this.' },
  unlinked: { status: 409, hint: 'Relink it; nothing happens to it until then.' },
};

type Total = {
  readonly [kind in Refusal['refused']]: (refusal: Extract<Refusal, { refused: kind }>) => ProblemError;
};

const problems: Total = {
  'not-found': ({ message }) =>
    new ProblemError(404, 'not-found', message, { hint: 'It may have been deleted. Go back to the list.' }),
  invalid: ({ errors }) =>
    new ProblemError(400, 'invalid', 'Some values are missing or wrong', {
      errors: errors.map(({ pointer, message }) => ({ pointer, detail: message })),
      hint: 'Correct the values named and send the request again.',
    }),
  'name-taken': ({ message }) =>
    new ProblemError(400, 'name-taken', message, {
      errors: [{ pointer: '/name', detail: message }],
      hint: 'Choose another name.',
    }),
  'connection-failed': ({ steps }) => {
    const failed = steps.find((step) => !step.ok);
    return new ProblemError(400, 'connection-failed', failed?.message ?? 'The connection test failed', {
      errors: steps
        .filter((step) => !step.ok)
        .map(({ step, stream, message }) => ({
          pointer: stream === undefined ? `/test/${step}` : `/test/${step}/${stream}`,
          detail: message,
        })),
      hint: failed?.cure ?? 'Check the address and the sign-in, then try again.',
    });
  },
  stale: ({ message, changes }) =>
    new ProblemError(409, 'changed-meanwhile', message, {
      ...(changes === undefined
        ? {}
        : { errors: changes.map(({ pointer, message: detail }) => ({ pointer, detail })) }),
      hint: 'Load it again and repeat your change.',
    }),
  unreachable: ({ message }) =>
    new ProblemError(503, 'external-system-unreachable', message, {
      hint: 'Nothing was changed. Try again in a few minutes.',
    }),
  unfinished: ({ message }) =>
    new ProblemError(
      503,
      'unfinished',
      message,
      { hint: 'Send the same request again in a minute; nothing is done twice.' },
      { 'retry-after': '60' },
    ),
  busy: ({ message }) =>
    new ProblemError(409, 'already-running', message, { hint: 'Wait for the run to end.' }),
  'not-linkable': ({ code, message, pointer }) => {
    const { status, hint } = links[code];
    const errors = pointer === undefined ? {} : { errors: [{ pointer, detail: message }] };
    return new ProblemError(status, code, message, { hint, ...errors });
  },
  'not-running': ({ message }) =>
    new ProblemError(409, 'not-running', message, { hint: 'Resume the integration first.' }),
};

function problemFor<Kind extends Refusal['refused']>(
  refusal: Extract<Refusal, { refused: Kind }>,
): ProblemError {
  const render: (refusal: Extract<Refusal, { refused: Kind }>) => ProblemError =
    problems[refusal.refused as Kind];
  return render(refusal);
}
