import '@shopify/ui-extensions/purchase.checkout.block.render';
