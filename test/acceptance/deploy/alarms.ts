// The list belongs to both sets: who is told of what, and what a stage brings to AWS.
export { demonstrate, title } from '../monitoring/alarms.ts';
