import { buildSchema, findBreakingChanges, parse, validate } from 'graphql';
import * as z from 'zod';
import type { HttpClient } from '../../../shared/connector-kit/http.ts';
import { sdl } from '../../../shared/connectors/monday/simulator/sdl.ts';
import { performAt } from './perform-at.ts';
import type { Step } from './programme.ts';
import { watched } from './watched.ts';

type Asked = Parameters<typeof performAt>[2];

const question = z.object({ query: z.string() });
const now = () => new Date('2026-11-02T10:00:00.000Z');

export interface QuestionsAsked {
  readonly steps: readonly Step[];
  /** Every question once, with what the description has against it. */
  readonly questions: readonly { readonly query: string; readonly problems: readonly string[] }[];
  /** Where the simulator's own schema says what the description does not. */
  readonly strange: readonly string[];
}

/** monday.com describes itself in GraphQL: each question is validated as its server would, on the way to the simulator. */
export async function askedOfMonday(description: string, system: Asked): Promise<QuestionsAsked> {
  const schema = buildSchema(description);
  const questions = new Map<string, readonly string[]>();
  const { http, taken } = watched();
  const validating: HttpClient = {
    send(request) {
      const { query } = question.parse(JSON.parse(request.body ?? '{}'));
      questions.set(
        query,
        validate(schema, parse(query)).map(({ message }) => message),
      );
      return http.send(request);
    },
  };
  const running = await system.subject.start({ tasks: 12, members: 4, now });
  try {
    const steps = await performAt(running.baseUrl, running, system, { http: validating, taken, now });
    const changes = findBreakingChanges(buildSchema(sdl), schema).filter(
      ({ type }) => !/^DIRECTIVE/.test(type),
    );
    return {
      steps,
      questions: [...questions].map(([query, problems]) => ({ query, problems })),
      strange: changes.map(({ description: change }) => change),
    };
  } finally {
    await running.close();
  }
}
