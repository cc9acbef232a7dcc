import { describe, expect, it } from 'vitest';
import { inventory } from '../../infra/local/template/inventory.ts';
import { namingFor } from '../../infra/local/template/naming.ts';
import { Resolver, type Template } from '../../infra/local/template/resolver.ts';

const shop: Template = {
  Parameters: { Colour: { Default: 'green' } },
  Conditions: {
    Never: { 'Fn::Equals': [{ Ref: 'Colour' }, 'red'] },
    Always: { 'Fn::Not': [{ Condition: 'Never' }] },
  },
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work.fifo', FifoQueue: true } },
    Table: { Type: 'AWS::DynamoDB::GlobalTable', Properties: {} },
    Role: { Type: 'AWS::IAM::Role', Properties: {} },
  },
  Outputs: { Out: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Export: { Name: 'shop:queue' } } },
};
const stacks = new Map([
  ['Shop', shop],
  ['Other', {}],
]);
const resolver = new Resolver(stacks, namingFor({ aws: 'http://aws', api: 'http://api' }));
const resolve = (value: unknown) => resolver.resolve('Shop', value);

describe('a template’s intrinsic functions', () => {
  it.each([
    ['Ref of a queue is its address', { Ref: 'Queue' }, 'http://aws/000000000000/work.fifo'],
    ['Ref of a table without a name is made of stack and id', { Ref: 'Table' }, 'Shop-Table'],
    ['Ref of a parameter is its default', { Ref: 'Colour' }, 'green'],
    ['Ref of the region is this machine', { Ref: 'AWS::Region' }, 'local'],
    ['Ref of the stack is its name', { Ref: 'AWS::StackName' }, 'Shop'],
    ['Ref of nothing leaves the value out', { Ref: 'AWS::NoValue' }, undefined],
    [
      'GetAtt is an attribute',
      { 'Fn::GetAtt': ['Queue', 'Arn'] },
      'arn:aws:sqs:local:000000000000:work.fifo',
    ],
    ['GetAtt may be one text', { 'Fn::GetAtt': 'Queue.QueueName' }, 'work.fifo'],
    ['Join joins what is resolved', { 'Fn::Join': ['-', ['a', { Ref: 'Colour' }]] }, 'a-green'],
    ['Split splits', { 'Fn::Split': ['/', 'a/b'] }, ['a', 'b']],
    ['Select takes one', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b'] }] }, 'b'],
    [
      'Sub fills in',
      { 'Fn::Sub': `\${AWS::Region}:\${Queue.QueueName}:\${!Literal}` },
      `local:work.fifo:\${Literal}`,
    ],
    [
      'Sub has values of its own',
      { 'Fn::Sub': [`\${X}-\${Colour}`, { X: { Ref: 'Colour' } }] },
      'green-green',
    ],
    ['Base64 encodes', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['GetAZs names zones', { 'Fn::GetAZs': '' }, ['locala', 'localb', 'localc']],
    ['If takes the first when it holds', { 'Fn::If': ['Always', 'yes', 'no'] }, 'yes'],
    ['If takes the second when it does not', { 'Fn::If': ['Never', 'yes', { Ref: 'Colour' }] }, 'green'],
    ['what looks like none stays', { Reference: 'Queue' }, { Reference: 'Queue' }],
  ])('%s', (_what, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('reach into other stacks by what these export', () => {
    expect(resolver.resolve('Other', { 'Fn::ImportValue': 'shop:queue' })).toBe(
      'arn:aws:sqs:local:000000000000:work.fifo',
    );
    expect(() => resolve({ 'Fn::ImportValue': 'nowhere' })).toThrow('No stack exports nowhere');
  });

  it('that are unknown are refused by name instead of being passed on', () => {
    expect(() => resolve({ 'Fn::Transform': {} })).toThrow('Fn::Transform');
    expect(() => resolve({ Ref: 'Nobody' })).toThrow('no resource Nobody');
    expect(() => resolve({ 'Fn::GetAtt': ['Queue', 'Colour'] })).toThrow('no attribute Colour');
  });
});

describe('the inventory', () => {
  it('refuses a type of resource that nobody taught the local runtime', () => {
    const withBus = new Map([['S', { Resources: { Bus: { Type: 'AWS::Events::EventBus' } } }]]);
    const other = new Resolver(withBus, namingFor({ aws: 'http://aws', api: 'http://api' }));
    expect(() => inventory(withBus, other)).toThrow('does not run AWS::Events::EventBus (Bus)');
  });
});
