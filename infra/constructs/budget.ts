import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/**
 * What a stage may cost in a month, told apart by its tags, which are activated once for billing. Who is told of alerts is
 * mailed at four fifths of it, and as soon as the month is going to cost more.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export function addBudget(scope: Construct, { name, monthlyBudgetUsd, alertEmails }: Stage): void {
  if (monthlyBudgetUsd === undefined) return;
  const subscribers = alertEmails.map((address) => ({ subscriptionType: 'EMAIL', address }));
  const notices = [
    { notificationType: 'ACTUAL', threshold: 80 },
    { notificationType: 'FORECASTED', threshold: 100 },
  ];
  new CfnBudget(scope, 'Budget', {
    budget: {
      budgetName: `britepool-${name}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:stage$${name}`] },
    },
    notificationsWithSubscribers:
      subscribers.length === 0
        ? []
        : notices.map((notice) => ({
            notification: { ...notice, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
            subscribers,
          })),
  });
}
