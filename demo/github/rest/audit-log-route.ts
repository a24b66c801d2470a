import { get, notFound, type Route } from './reply.ts';

export const auditLogRoutes: readonly Route[] = [get('/orgs/{org}/audit-log', () => notFound)];
