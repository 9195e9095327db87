/** Runs GraphQL against Shopify's real schema, with resolvers for what the dev store plays and a loud refusal for the rest. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  buildClientSchema,
  execute,
  getNamedType,
  GraphQLError,
  isAbstractType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { connect, type PageArguments } from './connection.ts';

/** `never` lets each resolver name the arguments it expects; the schema has already checked them. */
export type Resolver<C> = (args: never, context: C) => unknown;
export interface Roots<C> {
  readonly query: Readonly<Record<string, Resolver<C>>>;
  readonly mutation?: Readonly<Record<string, Resolver<C>>>;
}
export interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}
export interface Engine<C> {
  run(question: Question, context: C): Promise<Answer>;
  /** Names of the operation and of the root fields it asks for; empty for a document that cannot be parsed. */
  namesIn(question: Question): string[];
}

const documentsKept = 500;

/** Opens one of the committed schemas. Throws when a resolver names a field Shopify does not have. */
export function openEngine<C>(schemaName: string, roots: Roots<C>): Engine<C> {
  const schema = schemaOf(schemaName);
  assertRoots(schema.getQueryType(), roots.query, schemaName);
  assertRoots(schema.getMutationType(), roots.mutation ?? {}, schemaName);
  const read = documentReader(schema);
  const fieldResolver = resolverOf(schema, roots);
  return {
    async run(question, context) {
      const document = read(question.query);
      if (!('kind' in document)) return { errors: document };
      const { data, errors } = await execute({
        schema,
        document,
        contextValue: context,
        ...(question.variables ? { variableValues: question.variables } : {}),
        ...(question.operationName ? { operationName: question.operationName } : {}),
        fieldResolver,
        typeResolver: typeOf,
      });
      return { ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}), ...(data === undefined ? {} : { data }) };
    },
    namesIn({ query, operationName }) {
      const document = read(query);
      return 'kind' in document ? namesOf(document, operationName) : [];
    },
  };
}

const schemas = new Map<string, GraphQLSchema>();

/** Schemas are never changed, so each is read once however many stores there are. */
function schemaOf(name: string): GraphQLSchema {
  const known = schemas.get(name);
  if (known) return known;
  const file = readFileSync(new URL(`../schemas/${name}.json.gz`, import.meta.url));
  const schema = buildClientSchema(JSON.parse(gunzipSync(file).toString()) as IntrospectionQuery, { assumeValid: true });
  schemas.set(name, schema);
  return schema;
}

function assertRoots(type: GraphQLObjectType | null | undefined, resolvers: object, schemaName: string): void {
  for (const name of Object.keys(resolvers)) {
    if (!type?.getFields()[name]) throw new Error(`${schemaName} has no root field ${name}`);
  }
}

type AnyResolver = (args: unknown, context: unknown) => unknown;

/** Validated documents are kept: the same few are asked again and again. */
function documentReader(schema: GraphQLSchema) {
  const known = new Map<string, DocumentNode | readonly GraphQLFormattedError[]>();
  return (text: string) => {
    const kept = known.get(text);
    if (kept) return kept;
    const read = readDocument(schema, text);
    if (known.size >= documentsKept) known.clear();
    known.set(text, read);
    return read;
  };
}

function readDocument(schema: GraphQLSchema, text: string): DocumentNode | readonly GraphQLFormattedError[] {
  try {
    const document = parse(text);
    const errors = validate(schema, document);
    return errors.length > 0 ? errors.map((error) => error.toJSON()) : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error.toJSON()];
    throw error;
  }
}

function namesOf(document: DocumentNode, operationName: string | undefined): string[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== 'OperationDefinition') return [];
    if (operationName !== undefined && definition.name?.value !== operationName) return [];
    const fields = definition.selectionSet.selections.flatMap((selection) => (selection.kind === 'Field' ? [selection.name.value] : []));
    return [...(definition.name ? [definition.name.value] : []), ...fields];
  });
}

/** Root fields are answered by the roots, all others by the members of a view; functions are called with the field's arguments. */
function resolverOf<C>(schema: GraphQLSchema, roots: Roots<C>): GraphQLFieldResolver<unknown, C> {
  const checked = new Set<string>();
  return (source, args: Record<string, unknown>, context, info) => {
    const isMutation = info.parentType === schema.getMutationType();
    const isRoot = isMutation || info.parentType === schema.getQueryType();
    const view = isRoot ? (isMutation ? roots.mutation : roots.query) : (source as Record<string, unknown>);
    if (view && !isRoot) assertKnownMembers(view, info.parentType, checked);
    const member = view?.[info.fieldName];
    const value = typeof member === 'function' ? (member as AnyResolver)(args, context) : member;
    if (value !== undefined) return shape(value, args, info);
    if (!isRoot && !isNonNullType(info.returnType)) return null;
    throw notImplemented(info);
  };
}

// A misspelt member would otherwise read as null for ever.
function assertKnownMembers(view: Record<string, unknown>, type: GraphQLObjectType, checked: Set<string>): void {
  for (const name of Object.keys(view)) {
    const key = `${type.name}.${name}`;
    if (checked.has(key)) continue;
    if (name !== '__typename' && !(name in type.getFields())) throw new Error(`the dev store offers ${key}, which Shopify does not have`);
    checked.add(key);
  }
}

function notImplemented({ parentType, fieldName }: GraphQLResolveInfo): GraphQLError {
  return refuse(`The dev store does not implement ${parentType.name}.${fieldName}`);
}

/** The error for anything Shopify would understand and the dev store does not play. */
export function refuse(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'DEVSTORE_NOT_IMPLEMENTED' } });
}

function shape(value: unknown, args: PageArguments, info: GraphQLResolveInfo): unknown {
  return Array.isArray(value) && getNamedType(info.returnType).name.endsWith('Connection') ? connect(value, args, info.fieldName) : value;
}

function typeOf(value: unknown, _context: unknown, info: GraphQLResolveInfo, abstract: unknown): string {
  const { __typename: named, id } = value as { __typename?: string; id?: string };
  const name = named ?? /^gid:\/\/shopify\/(\w+)\//.exec(id ?? '')?.[1];
  const type = name === undefined ? undefined : info.schema.getType(name);
  if (isObjectType(type) && isAbstractType(abstract)) return type.name;
  throw new Error(`the dev store does not know which type ${info.parentType.name}.${info.fieldName} holds`);
}
