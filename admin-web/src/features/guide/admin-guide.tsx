import { Blocks } from '../../components/blocks.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { blocksOf, textOf } from '../../lib/markdown.ts';

const [page = ''] = Object.values(
  import.meta.glob<string>('../../../../docs/admin-guide.md', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);
const pictures = import.meta.glob<string>('../../../../docs/pictures/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});
const blocks = blocksOf(page);
const [title] = blocks;

/** Our guide for admins, as it stands among the documents. */
export const AdminGuide = () => (
  <>
    <PageHeading title={title?.kind === 'heading' ? textOf(title.line) : 'Guide'} />
    <Blocks blocks={blocks} chapter={2} pictureAt={(path) => pictures[`../../../../docs/${path}`]} />
  </>
);
