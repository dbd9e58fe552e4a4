import type { ArtifactResolvers } from '../__generated__/resolvers.ts';
import { refuseWithinEvent, refuseWithinList } from './refuse-within.ts';

/** What is bulky is loaded field by field: a list of charts costs no pictures. */
export const Artifact: ArtifactResolvers = {
  spec: ({ id, kind }, _args, { loaders }) => (kind === 'CHART' ? loaders.contents.spec.load(id) : null),
  svg: ({ id, kind }, _args, { loaders }) => (kind === 'CHART' ? loaders.contents.svg.load(id) : null),
  async png({ id, kind }, _args, { loaders }) {
    if (kind !== 'CHART') return null;
    return (await loaders.contents.png.load(id))?.toString('base64');
  },
  async html(artifact, _args, { artifacts }, info) {
    refuseWithinEvent(info);
    refuseWithinList(info);
    return artifacts.html(artifact);
  },
  columns: ({ columns }) => columns ?? null,
  rows: ({ id, kind }, _args, { loaders }) => (kind === 'TABLE' ? loaders.contents.rows.load(id) : null),
  totalRows: ({ totalRows }) => totalRows ?? null,
};
