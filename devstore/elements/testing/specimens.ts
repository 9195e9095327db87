/** One of each stand-in, as HTML: what axe looks at, and what a person looks at to see whether they please. */
export const SPECIMENS = `
<s-page heading="Glow Rewards" subheading="Silver since May" inlineSize="large">
  <s-link slot="breadcrumb-actions" href="#back">Members</s-link>
  <s-button slot="secondary-actions">Export</s-button>
  <s-button slot="primary-action" variant="primary">Publish</s-button>

  <s-section heading="Words">
    <s-heading>A heading in a section</s-heading>
    <s-paragraph>A paragraph with <s-text type="strong">strong</s-text>, <s-text type="small">small</s-text>, <s-text color="subdued">subdued</s-text>,
      <s-text tone="success">success</s-text>, <s-text tone="critical">critical</s-text>, <s-text tone="info">info</s-text>, <s-text tone="warning">warning</s-text> and <s-text tone="caution">caution</s-text> text,
      an <s-abbreviation title="value added tax">VAT</s-abbreviation> and a <s-link href="#there">link</s-link>, at <s-time dateTime="2026-11-22">22 November</s-time>.</s-paragraph>
    <s-paragraph color="subdued">Subdued paragraph.</s-paragraph>
    <s-stack direction="inline" gap="small" alignItems="center">
      <s-badge>Plain</s-badge><s-badge tone="info">Info</s-badge><s-badge tone="success">Success</s-badge><s-badge tone="caution">Caution</s-badge><s-badge tone="warning">Warning</s-badge><s-badge tone="critical">Critical</s-badge><s-badge tone="neutral">Neutral</s-badge>
      <s-chip accessibilityLabel="Chip">Chip</s-chip><s-clickable-chip removable>Filter</s-clickable-chip>
    </s-stack>
    <s-unordered-list><s-list-item>One</s-list-item><s-list-item>Two</s-list-item></s-unordered-list>
    <s-ordered-list><s-list-item>First</s-list-item><s-list-item>Second</s-list-item></s-ordered-list>
    <s-divider></s-divider>
  </s-section>

  <s-section heading="Going on">
    <s-banner tone="info" heading="Info">Something to know. <s-link href="#more">More</s-link></s-banner>
    <s-banner tone="success" heading="Success" dismissible>It worked.</s-banner>
    <s-banner tone="warning" heading="Warning">Look here.<s-button slot="secondary-actions" variant="secondary">Try again</s-button></s-banner>
    <s-banner tone="critical" heading="Critical">It failed.</s-banner>
    <s-progress value="42" max="100" accessibilityLabel="Progress to Gold"></s-progress>
    <s-stack direction="inline" gap="base" alignItems="center"><s-spinner accessibilityLabel="Loading members"></s-spinner><s-box minInlineSize="200px"><s-skeleton-paragraph></s-skeleton-paragraph></s-box></s-stack>
    <s-announcement>Free shipping this week.</s-announcement>
  </s-section>

  <s-section heading="To press">
    <s-button-group><s-button>Plain</s-button><s-button variant="secondary">Secondary</s-button><s-button variant="primary">Primary</s-button><s-button variant="tertiary">Tertiary</s-button>
      <s-button tone="critical">Critical</s-button><s-button tone="critical" variant="primary">Delete</s-button><s-button disabled>Disabled</s-button><s-button loading>Loading</s-button><s-button icon="plus" accessibilityLabel="Add"></s-button><s-button href="#go">As link</s-button></s-button-group>
    <s-clickable padding="base" border="base" borderRadius="base"><s-text>All of this is a button</s-text></s-clickable>
    <s-stack direction="inline" gap="base"><s-button commandFor="menu">More</s-button><s-menu id="menu" accessibilityLabel="More actions"><s-button variant="tertiary">Rename</s-button><s-button variant="tertiary" tone="critical">Delete</s-button></s-menu>
      <s-button commandFor="modal" command="--show">Open modal</s-button><s-button commandFor="popover">Open popover</s-button>
      <s-button interestFor="tip">With a tooltip</s-button><s-tooltip id="tip"><s-text>Explains the button</s-text></s-tooltip></s-stack>
    <s-modal id="modal" heading="Remove the tier?"><s-paragraph>Members go to the tier below.</s-paragraph><s-button slot="secondary-actions" commandFor="modal" command="--hide">Keep</s-button><s-button slot="primary-action" variant="primary" tone="critical">Remove</s-button></s-modal>
    <s-popover id="popover"><s-box padding="base"><s-text>In a popover</s-text></s-box></s-popover>
    <s-clipboard-item id="code" text="GLOW-1A7K"></s-clipboard-item><s-button command="--copy" commandFor="code">Copy code</s-button>
    <s-details open><s-summary>What counts?</s-summary><s-paragraph>Net merchandise, no tax, no shipping.</s-paragraph></s-details>
  </s-section>

  <s-section heading="Fields">
    <s-grid gridTemplateColumns="@container (inline-size > 500px) 1fr 1fr, 1fr" gap="base">
      <s-text-field label="Name" value="Silver" details="Shown to shoppers" required></s-text-field>
      <s-text-field label="Broken" value="" error="Give the tier a name" placeholder="Tier"></s-text-field>
      <s-number-field label="Points" value="4" suffix="per dollar" min="0"></s-number-field>
      <s-money-field label="From" value="200.00" currencyCode="USD"></s-money-field>
      <s-email-field label="E-mail" value="ada@example.com"></s-email-field>
      <s-url-field label="Web" value="https://example.com"></s-url-field>
      <s-password-field label="Password" value="secret"></s-password-field>
      <s-date-field label="Day" value="2026-11-22"></s-date-field>
      <s-search-field label="Search" labelAccessibilityVisibility="exclusive" placeholder="Search members"></s-search-field>
      <s-text-field label="Off" value="Cannot be changed" disabled></s-text-field>
      <s-select label="Tier" value="gold"><s-option value="silver">Silver</s-option><s-option value="gold">Gold</s-option></s-select>
      <s-select label="Choose" placeholder="Choose one"><s-option value="a">A</s-option></s-select>
      <s-grid-item gridColumn="1 / -1"><s-text-area label="Note" rows="2" value="Two lines"></s-text-area></s-grid-item>
      <s-checkbox label="Remember me" checked details="On this device"></s-checkbox>
      <s-switch label="Programme is on" checked></s-switch>
      <s-choice-list label="Counts as spend" name="spend"><s-choice value="net" selected>Net merchandise<s-text slot="details">Without tax</s-text></s-choice><s-choice value="gross">Everything</s-choice></s-choice-list>
      <s-choice-list label="Channels" multiple><s-choice value="web" selected>Web</s-choice><s-choice value="pos">POS</s-choice></s-choice-list>
    </s-grid>
  </s-section>

  <s-section heading="Pictures">
    <s-stack direction="inline" gap="base" alignItems="center">
      <s-avatar initials="AM" alt="Ada Moreau"></s-avatar><s-icon type="star" accessibilityLabel="Favourite"></s-icon><s-icon type="gift" tone="success"></s-icon>
      <s-thumbnail alt="Serum" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Crect width='99' height='99' fill='%23cde'/%3E%3C/svg%3E"></s-thumbnail>
      <s-box inlineSize="80px"><s-image alt="Cream" aspectRatio="1" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E%3Crect width='9' height='9' fill='%23edc'/%3E%3C/svg%3E"></s-image></s-box>
      <s-qr-code content="https://example.com/r/ada" accessibilityLabel="Your referral link"></s-qr-code>
    </s-stack>
    <s-query-container><s-grid gridTemplateColumns="@container (inline-size > 900px) 1fr 1fr 1fr, 1fr 1fr"><s-box background="subdued" padding="small">a</s-box><s-box>b</s-box><s-box>c</s-box></s-grid></s-query-container>
    <s-scroll-box maxBlockSize="40px"><s-paragraph>Scrolls</s-paragraph><s-paragraph>when</s-paragraph><s-paragraph>long</s-paragraph></s-scroll-box>
  </s-section>

  <s-section heading="Members" padding="none">
    <s-table paginate hasNextPage>
      <s-search-field slot="filters" label="Search members" labelAccessibilityVisibility="exclusive"></s-search-field>
      <s-table-header-row><s-table-header listSlot="primary">Name</s-table-header><s-table-header>Tier</s-table-header><s-table-header format="numeric">Points</s-table-header></s-table-header-row>
      <s-table-body>
        <s-table-row clickDelegate="ada"><s-table-cell><s-link id="ada" href="#ada">Ada Moreau</s-link></s-table-cell><s-table-cell><s-badge>Bronze</s-badge></s-table-cell><s-table-cell>0</s-table-cell></s-table-row>
        <s-table-row><s-table-cell>Ben Osei</s-table-cell><s-table-cell><s-badge tone="info">Silver</s-badge></s-table-cell><s-table-cell>840</s-table-cell></s-table-row>
      </s-table-body>
    </s-table>
  </s-section>

  <s-empty-state heading="Nobody here yet"><s-paragraph slot="subheading">Members appear with their first order.</s-paragraph><s-button slot="primary-action" variant="primary">Import orders</s-button></s-empty-state>
</s-page>`;
