import {
  getNamedType,
  isLeafType,
  isListType,
  getNullableType,
  Kind,
  parse,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/**
 * What Shopify reckons a question costs, by its published rule: an object 1, what is no object nothing, a connection 2 and each of
 * what its page may hold. Counted with care: a field asked for in two places counts twice.
 */
export function costOf(schema: GraphQLSchema, document: string, variables: Variables): number {
  const { definitions } = parse(document);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const operation = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const root = schema.getQueryType();
  if (!operation || !root) throw new Error('no question');
  return new Counter(schema, fragments, variables).selected(operation.selectionSet, root);
}

class Counter {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, variables: Variables) {
    this.schema = schema;
    this.fragments = fragments;
    this.variables = variables;
  }

  /** `page` is how many nodes the connection around it may hold. */
  selected(set: SelectionSetNode | undefined, type: GraphQLNamedType, page = 1): number {
    let sum = 0;
    for (const part of set?.selections ?? []) {
      if (part.kind === Kind.FIELD) {
        const field = this.fieldOf(type, part.name.value);
        if (field) sum += this.field(field, part.selectionSet, this.size(part.arguments ?? []), page);
      } else if (part.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.fragments.get(part.name.value);
        sum += this.selected(fragment?.selectionSet, this.named(fragment?.typeCondition.name.value) ?? type, page);
      } else {
        sum += this.selected(part.selectionSet, this.named(part.typeCondition?.name.value) ?? type, page);
      }
    }
    return sum;
  }

  field(field: GraphQLField<unknown, unknown>, set: SelectionSetNode | undefined, size: number | undefined, page: number): number {
    const type = getNamedType(field.type);
    if (isLeafType(type)) return 0;
    if (type.name.endsWith('Connection')) return 2 + this.selected(set, type, size ?? 0);
    const times = field.name === 'nodes' && size === undefined ? page : isListType(getNullableType(field.type)) ? (size ?? 1) : 1;
    return times * (1 + this.selected(set, type));
  }

  /** How many the arguments ask for. */
  size(args: readonly { name: { value: string }; value: { kind: string } }[]): number | undefined {
    for (const { name, value } of args) {
      const given =
        value.kind === Kind.VARIABLE
          ? this.variables[(value as unknown as { name: { value: string } }).name.value]
          : (value as { value?: unknown }).value;
      if (name.value === 'first') return Number(given);
      if (name.value === 'ids' && Array.isArray(given)) return given.length;
    }
    return undefined;
  }

  fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
    return 'getFields' in type ? (type.getFields()[name] as GraphQLField<unknown, unknown> | undefined) : undefined;
  }

  named(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.schema.getType(name);
  }
}
