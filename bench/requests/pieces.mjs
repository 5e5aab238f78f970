import { bare } from './variants/bare.mjs';
import { identityOf, isRecorded } from './record.mjs';

/** A round is to be short, so that the bare app is measured close to everyone. */
const VARIANTS_OF_A_PIECE = 6;

/** What is measured in one go: a route on an adapter, and some variants: always beside the bare app. */
export function piecesOf({ adapters, routes, variants }, { record, subject, node }) {
  return adapters.flatMap((adapter) =>
    routes.flatMap((route) => {
      const left = variants.filter(
        (variant) =>
          variant !== bare &&
          !isRecorded(record, { adapter, route, variant, identity: identityOf(variant, subject), node }),
      );
      return groupsOf(left).map((group) => ({ adapter, route, variants: [bare, ...group] }));
    }),
  );
}

/** As equal as they can be. */
function groupsOf(list) {
  const groups = Math.ceil(list.length / VARIANTS_OF_A_PIECE);
  return Array.from({ length: groups }, (_, group) =>
    list.filter((_each, index) => index % groups === group),
  );
}
