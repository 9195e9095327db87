export { arrive } from './arrive.ts';
export { changeSettings } from './change-settings.ts';
export { giveRole, type GiveRoleResult, type RoleChange } from './give-role.ts';
export { allStaff, findStaff, staffName, staffNames, type Staff } from './record.ts';
export {
  acts,
  actsOf,
  defaultRoles,
  mayNot,
  roles,
  wrongRoleSentence,
  type Act,
  type DefaultRole,
  type Role,
  type WrongRole,
} from './roles.ts';
export { readSettings, type Settings, type StoredSettings } from './settings.ts';
