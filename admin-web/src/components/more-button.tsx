import { Button } from './button.tsx';

export interface MoreButtonProps {
  readonly what: string;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

/** The next page below the ones already read. */
export const MoreButton = ({ what, hasMore, isLoading, onMore }: MoreButtonProps) =>
  hasMore ? (
    <Button onPress={onMore} isPending={isLoading}>
      {isLoading ? 'Loading …' : `Show more ${what}`}
    </Button>
  ) : null;
