/** Every document the storefront sends to Shopify. A test holds them against the published schemas. */

const imageFields = `url altText width height`;
const moneyFields = `amount currencyCode`;

export const productCardsQuery = `#graphql
  query ProductCards($first: Int!, $country: CountryCode, $language: LanguageCode) @inContext(country: $country, language: $language) {
    shop { name }
    products(first: $first) {
      nodes {
        id handle title productType isGiftCard
        featuredImage { ${imageFields} }
        priceRange { minVariantPrice { ${moneyFields} } maxVariantPrice { ${moneyFields} } }
      }
    }
  }
` as const;

export const productQuery = `#graphql
  query Product($handle: String!, $country: CountryCode, $language: LanguageCode) @inContext(country: $country, language: $language) {
    product(handle: $handle) {
      id handle title description productType isGiftCard
      featuredImage { ${imageFields} }
      variants(first: 100) {
        nodes { id title availableForSale price { ${moneyFields} } image { ${imageFields} } }
      }
    }
  }
` as const;

export const shopQuery = `#graphql
  query Shop { shop { name paymentSettings { currencyCode } } }
` as const;

export const customerQuery = `#graphql
  query Customer { customer { firstName displayName emailAddress { emailAddress } } }
` as const;

export const cartFragment = `#graphql
  fragment CartApiQuery on Cart {
    id
    checkoutUrl
    totalQuantity
    cost { subtotalAmount { ${moneyFields} } totalAmount { ${moneyFields} } }
    discountCodes { code applicable }
    discountAllocations { targetType discountedAmount { ${moneyFields} } }
    lines(first: $numCartLines) {
      nodes {
        id
        quantity
        cost { amountPerQuantity { ${moneyFields} } subtotalAmount { ${moneyFields} } totalAmount { ${moneyFields} } }
        merchandise {
          ... on ProductVariant {
            id
            title
            image { ${imageFields} }
            product { id handle title isGiftCard }
          }
        }
      }
    }
  }
` as const;

export const cartMutationFragment = `#graphql
  fragment CartApiMutation on Cart {
    id
    totalQuantity
    discountCodes { code applicable }
  }
` as const;
