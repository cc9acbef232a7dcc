import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import type { CallRecorder } from './call-recorder.ts';
import type { Faults } from './faults.ts';

const consumed = z.looseObject({
  ReadCapacityUnits: z.number().optional(),
  WriteCapacityUnits: z.number().optional(),
  CapacityUnits: z.number().optional(),
});
const answerShape = z.looseObject({ ConsumedCapacity: z.union([consumed, z.array(consumed)]).optional() });

const conditional = z.looseObject({ ConditionExpression: z.string().optional() });
const callShape = z.looseObject({
  ...conditional.shape,
  TransactItems: z.array(z.record(z.string(), conditional)).optional(),
});

/** Per item of a transaction, whether it has a condition; empty for any other call. */
const conditionsOf = ({ TransactItems }: z.output<typeof callShape>): readonly boolean[] =>
  (TransactItems ?? []).map((item) =>
    Object.values(item).some(({ ConditionExpression }) => ConditionExpression !== undefined),
  );

/** The first condition fails, as if somebody had been faster. */
function lostTransaction(conditions: readonly boolean[]): { status: number; body: Buffer } {
  const lost = conditions.indexOf(true);
  const answer = {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: 'Transaction cancelled (planned fault)',
    CancellationReasons: conditions.map((_, at) => ({
      Code: at === lost ? 'ConditionalCheckFailed' : 'None',
    })),
  };
  return { status: 400, body: Buffer.from(JSON.stringify(answer)) };
}

/** Passes DynamoDB calls on, counts them with their capacity units, and lets planned faults strike. */
export class DynamoProxy {
  readonly #engine: () => string;
  readonly #recorder: CallRecorder;
  readonly #faults: Faults;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(engine: () => string, recorder: CallRecorder, faults: Faults) {
    this.#engine = engine;
    this.#recorder = recorder;
    this.#faults = faults;
  }

  async forward(
    request: IncomingMessage,
    body: Buffer,
    caller: string,
  ): Promise<{ status: number; body: Buffer }> {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const input = callShape.parse(JSON.parse(body.toString('utf8')));
    if (this.#faults.strikes('throttling'))
      throw new AwsError('ThrottlingException', 'Throughput exceeds the limit (planned fault)');
    if (input.ConditionExpression !== undefined && this.#faults.strikes('lostRaces')) {
      throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed (planned fault)');
    }
    const conditional = conditionsOf(input);
    if (conditional.some(Boolean) && this.#faults.strikes('lostRaces')) return lostTransaction(conditional);
    const counted = Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }));
    const answer = await this.#send(
      request,
      /Get|Put|Delete|Query|Scan|Write|Update(?!T)/.test(operation) ? counted : body,
    );
    this.#count(caller, operation, answer);
    return answer;
  }

  #count(caller: string, operation: string, answer: { status: number; body: Buffer }): void {
    const parsed =
      answer.status === 200 ? answerShape.safeParse(JSON.parse(answer.body.toString('utf8'))) : undefined;
    const list = [parsed?.data?.ConsumedCapacity ?? []].flat();
    const writes = /Put|Delete|Write|Update/.test(operation);
    const units = list.reduce((sum, item) => sum + (item.CapacityUnits ?? 0), 0);
    this.#recorder.record(
      caller,
      'dynamodb',
      operation,
      writes ? { read: 0, write: units } : { read: units, write: 0 },
    );
  }

  #send(request: IncomingMessage, body: Buffer): Promise<{ status: number; body: Buffer }> {
    const headers = {
      ...request.headers,
      'content-length': String(body.length),
      host: new URL(this.#engine()).host,
    };
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        this.#engine(),
        { method: 'POST', headers, agent: this.#agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 500, body: Buffer.concat(chunks) }),
          );
          response.on('error', reject);
        },
      );
      sent.on('error', reject).end(body);
    });
  }
}
