import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';

const statuses = {
  key_withdrawn: 200,
  bad_parameter: 400,
  bad_token: 400,
  bad_time: 400,
  bad_json: 400,
  no_key: 401,
  reading_key: 403,
  board_closed: 403,
  no_such_task: 404,
  no_such_person: 404,
  no_such_board: 404,
  no_such_whistle: 404,
  no_such_place: 404,
  wrong_verb: 405,
  buried: 410,
  bad_field: 422,
  too_many_whistles: 422,
  out_of_breath: 429,
} as const;

/** A refusal as the vendor words it; thrown from wherever something is checked. */
export class Refusal extends Error {
  readonly response: SimulatedResponse;
  constructor(reason: keyof typeof statuses, say: string, field?: string) {
    super(say);
    this.response = {
      status: statuses[reason],
      body: { reason, say, ...(field === undefined ? {} : { field }) },
    };
  }
}
