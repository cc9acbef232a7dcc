import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../components/loaded.tsx';
import { useApi } from '../../lib/session.ts';
import { MappingEditor } from './mapping-editor.tsx';
import { getMapping, type Place, streamFields, type UnknownValue } from './requests/field-mappings.ts';

export interface KindEditorProps {
  readonly place: Place;
  readonly other: string;
  readonly unknown: readonly UnknownValue[];
}

/** The rules of one kind of record, with what can be looked up in the other system. */
export function KindEditor({ place, other, unknown }: KindEditorProps) {
  const api = useApi();
  const mapping = useQuery(getMapping(api, place));
  const stream = mapping.data?.mapping.stream;
  const live = useQuery({ ...streamFields(api, place.id, stream ?? ''), enabled: stream !== undefined });
  return (
    <Loaded query={mapping} what="the rules">
      {(data) => <MappingEditor place={place} other={other} unknown={unknown} data={data} live={live} />}
    </Loaded>
  );
}
