export { openAdminApi, type AdminApi } from './admin.ts';
export { fetchCustomers, setSummaries, setTags, whoHolds, type CustomerDetails } from './customers.ts';
export { createCode, findCode, switchOffCode, type CodeOrder, type CodeStatus } from './discounts.ts';
export { changedOrders, fetchOrders } from './orders.ts';
export { isSignedByShopify } from './signatures.ts';
export {
  addShop,
  adminApis,
  exchangeToken,
  fetchShop,
  findShop,
  installedShops,
  keepToken,
  lookUpShop,
  noteReconciled,
  reconciledUntil,
  uninstallShop,
  type AdminApis,
  type InstalledShop,
} from './shops.ts';
export { fetchStaffName } from './staff.ts';
export { readCustomerToken, readStaffToken, type CustomerToken, type StaffToken, type TokenSettings } from './tokens.ts';
export { orderTopics, otherTopics, readConsent, readMerge, readOrderId } from './payloads.ts';
