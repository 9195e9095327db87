export { openAdminApi, type AdminApi } from './admin.ts';
export { fetchContacts, fetchCustomers, setSummaries, setTag, setTags, whoHolds, type Contact, type CustomerDetails } from './customers.ts';
export { createCode, findCode, switchOffCode, type CodeItems, type CodeOrder, type CodeStatus } from './discounts.ts';
export { createGiftCard } from './gift-cards.ts';
export { changedOrders, fetchOrders } from './orders.ts';
export { productWords } from './products.ts';
export { isSignedByShopify, isSignedProxyQuery } from './signatures.ts';
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
export { creditsOf, giveStoreCredit } from './store-credit.ts';
export { fetchStaffName } from './staff.ts';
export { readCustomerToken, readStaffToken, type CustomerToken, type StaffToken, type TokenSettings } from './tokens.ts';
export { orderTopics, otherTopics, readConsent, readMerge, readOrderId } from './payloads.ts';
