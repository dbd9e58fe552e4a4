import { AppError } from '@mas/kit/errors';
import { type GraphQLResolveInfo, isObjectType } from 'graphql';

/**
 * An event gives its run and session, for what is shown beside it. Lists below it are refused: pages of pages of events grow
 * with each level, whatever the depth that is allowed.
 * @throws AppError BAD_USER_INPUT when the field stands below an event.
 */
export function refuseWithinEvent({ path, schema, fieldName }: GraphQLResolveInfo): void {
  for (let place = path.prev; place !== undefined; place = place.prev) {
    const type = place.typename === undefined ? undefined : schema.getType(place.typename);
    if (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'RunEvent')) {
      throw new AppError(
        'BAD_USER_INPUT',
        `\`${fieldName}\` cannot be asked for below an event: ask for it beside the events.`,
      );
    }
  }
}

/**
 * What is made of many things at once is for one of them at a time. The list in which the gateway asks for what has a key is
 * none of the caller's.
 * @throws AppError BAD_USER_INPUT when the field stands below a list.
 */
export function refuseWithinList({ path, fieldName }: GraphQLResolveInfo): void {
  for (let place = path.prev; place !== undefined; place = place.prev) {
    if (typeof place.key === 'number' && place.prev?.key !== '_entities') {
      throw new AppError('BAD_USER_INPUT', `\`${fieldName}\` cannot be asked for below a list: ask for one at a time.`);
    }
  }
}
