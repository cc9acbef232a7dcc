import { describe, expect, test } from 'vitest';
import { recentDeliveriesKept, rememberDelivery } from '../../shared/domain/mapping.ts';

describe('the deliveries that a pair remembers', () => {
  test('end with the newest', () => {
    expect(rememberDelivery(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
  });
  test('are the last eight; the oldest is forgotten', () => {
    const eight = ['1', '2', '3', '4', '5', '6', '7', '8'];
    expect(eight).toHaveLength(recentDeliveriesKept);
    expect(rememberDelivery(eight, '9')).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
  });
  test('do not change when one comes again, or when there was none', () => {
    const known = ['a', 'b'];
    expect(rememberDelivery(known, 'a')).toBe(known);
    expect(rememberDelivery(known, undefined)).toBe(known);
  });
});
