import { useQuery } from '@tanstack/react-query';
import { Blocks } from '../../../components/blocks.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { blocksOf } from '../../../lib/markdown.ts';

const pages = import.meta.glob<string>('../../../../../docs/connecting/*.md', {
  query: '?raw',
  import: 'default',
});

const pageOf = (type: string) =>
  pages[`../../../../../docs/connecting/${type.toLowerCase().replaceAll('_', '-')}.md`];

/** Our own page about connecting one system; loaded when it is opened. */
export function Guide({ type }: { readonly type: string }) {
  const query = useQuery({
    queryKey: ['guide', type],
    queryFn: async () => blocksOf((await pageOf(type)?.()) ?? ''),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={query} what="the guide">
      {(blocks) => <Blocks blocks={blocks} chapter={3} />}
    </Loaded>
  );
}
