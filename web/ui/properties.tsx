import { Fragment, type ReactNode } from 'react';

export interface Property {
  readonly name: string;
  readonly value: ReactNode;
  /** What a machine said: a hash, an id, a request. */
  readonly mono?: boolean;
}

/** Names on the left, what they are on the right. Properties without a value are left out. */
export function Properties({ properties }: { properties: readonly (Property | false | undefined)[] }) {
  return (
    <dl className="kv">
      {properties.map((property) =>
        property === false || property === undefined || property.value === undefined || property.value === null ? null : (
          <Fragment key={property.name}>
            <dt>{property.name}</dt>
            <dd className={property.mono ? 'mono' : undefined}>{property.value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}
