import { Link } from '@tanstack/react-router';
import { Eye } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Tag } from '../../components/tag.tsx';
import { pairWord } from '../../lib/pair-words.ts';
import type { Kind, Place } from './requests/story.ts';

export interface PlaceCardProps {
  readonly place: Place;
  readonly kind: Kind;
  readonly id: string;
  /** Somebody looked, and the values below are those of that moment. */
  readonly isSeen: boolean;
  readonly onLook: () => void;
  readonly isLooking: boolean;
  readonly error: unknown;
}

/** One system that has the record too: how the two stand, and a look at what is there now. */
export const PlaceCard = ({ place, kind, id, isSeen, onLook, isLooking, error }: PlaceCardProps) => (
  <li className="card stack tight place">
    <div className="row between">
      <strong>{place.integrationName}</strong>
      <Tag word={pairWord[place.state.kind]} />
    </div>
    <p>{place.state.text}</p>
    <p className="small soft">Number there: {place.externalId}</p>
    <Refusal error={error} />
    <div className="row">
      <Button onPress={onLook} isPending={isLooking} aria-label={`Look now: ${place.integrationName}`}>
        <Eye size={16} aria-hidden />
        {isLooking ? 'Looking …' : 'Look now'}
      </Button>
      <Link
        className="button plain"
        to="/integrations/$id/matches"
        params={{ id: place.integrationId }}
        search={{ find: id, kind }}
      >
        See the match
      </Link>
    </div>
    <p role="status" className="small soft">
      {isSeen && `Looked at ${place.integrationName}: its values below are those of now.`}
    </p>
  </li>
);
