package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

class BrowserTest {
  private static WebFixture fixture;
  private static Server server;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.open();
    fixture = WebFixture.shared();
    server = fixture.serve(null, false);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(String path) {
    browser.driver.get(server.address().resolve(path).toString());
  }

  private static void until(BooleanSupplier condition) {
    new WebDriverWait(browser.driver, Duration.ofSeconds(10)).until(_ -> condition.getAsBoolean());
  }

  private static void press(CharSequence... keys) {
    for (CharSequence key : keys) {
      browser.driver.switchTo().activeElement().sendKeys(key);
    }
  }

  private static boolean at(String path) {
    return String.valueOf(browser.driver.getCurrentUrl()).endsWith(path);
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "400, light", "400, dark"})
  void everyPageIsClean(int width, String colours) throws Exception {
    var problems = new java.util.ArrayList<String>();
    var pages = new java.util.ArrayList<>(ServerTest.pages(fixture.experiment));
    pages.addAll(ServerTest.answerPages(fixture.answers));
    pages.add("/x/" + fixture.experiment + "?state=miss&q=nothing");
    browser.appear(width, colours.equals("dark"));
    for (String path : pages) {
      open(path);
      String where = "%s at %d px, %s: ".formatted(path, width, colours);
      // what is folded is read too
      browser.script(
          "document.querySelectorAll('details').forEach((d) => { d.open = true; }); return 1;");
      browser.violations().forEach(problem -> problems.add(where + problem));
      browser.complaints().forEach(problem -> problems.add(where + problem));
      browser
          .foreignRequests(server.address().toString())
          .forEach(url -> problems.add(where + "asked for " + url));
      long overflow =
          (Long)
              browser.script(
                  "return document.documentElement.scrollWidth - document.documentElement.clientWidth;");
      if (overflow > 0) {
        problems.add(where + "is %d px too wide".formatted(overflow));
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void anErrorPageIsReadableToo() throws Exception {
    open("/nowhere");

    assertThat(browser.driver.findElement(By.tagName("h1")).getText()).isEqualTo("Not found");
    assertThat(browser.violations()).isEmpty();
    browser.complaints(); // the browser itself reports the 404
  }

  @Test
  void theKeyboardReachesAQuestionAndComesBack() {
    browser.appear(1280, false);
    open("/experiments");
    press("j");
    assertThat(browser.driver.switchTo().activeElement().getText()).isEqualTo(fixture.experiment);
    press(Keys.ENTER);
    until(() -> at("/x/" + fixture.experiment));
    press("j", "j", "k", "j");
    assertThat(browser.driver.switchTo().activeElement().getText()).isEqualTo("q-1");
    press(Keys.ENTER);
    until(() -> at("question?id=q-1"));
    press("]");
    until(() -> at("question?id=q-2"));
    press("[");
    until(() -> at("question?id=q-1"));
    press(Keys.ESCAPE);
    until(() -> at("#questions"));
    press("g", "d");
    until(() -> String.valueOf(browser.driver.getCurrentUrl()).contains("/documents"));
    press("g", "e");
    until(() -> at("/experiments"));
  }

  @Test
  void aComparisonLeadsToTheQuestionsThatGotWorse() {
    browser.appear(1280, false);
    open("/x/" + fixture.experiment + "/compare?base=B&with=A");
    assertThat(browser.driver.findElements(By.cssSelector("svg.chart"))).hasSize(2);
    String id = browser.driver.findElement(By.cssSelector("[data-row] .open")).getText();
    press("j");
    assertThat(browser.driver.switchTo().activeElement().getText()).isEqualTo(id);
    press(Keys.ENTER);
    until(() -> at("question?id=" + id + "&runs=B,A"));
    press("g", "c");
    until(() -> at("/x/" + fixture.experiment + "/compare"));
  }

  @Test
  void aPersonLabelsByNumberKeysAndUndoes() {
    browser.appear(1280, false);
    open("/x/" + fixture.experiment + "/label?metric=contextPrecision");
    String asked = browser.driver.findElement(By.cssSelector("section.panel dl")).getText();
    assertThat(browser.driver.findElement(By.tagName("main")).getText()).doesNotContain("✓", "✕");
    press("2");
    until(() -> String.valueOf(browser.driver.getCurrentUrl()).contains("given="));
    until(() -> "complete".equals(browser.script("return document.readyState;")));
    press("s");
    until(() -> String.valueOf(browser.driver.getCurrentUrl()).contains("skip="));
    until(() -> "complete".equals(browser.script("return document.readyState;")));
    press("u");
    until(() -> !String.valueOf(browser.driver.getCurrentUrl()).contains("given="));
    assertThat(browser.driver.findElement(By.cssSelector("section.panel dl")).getText())
        .isEqualTo(asked);
  }

  @Test
  void questionMarkShowsTheKeysAndEscapeHidesThem() {
    open("/experiments");
    WebElement help = browser.driver.findElement(By.id("key-help"));

    press("?");
    assertThat(help.isDisplayed()).isTrue();
    press(Keys.ESCAPE);
    until(() -> !help.isDisplayed());
    assertThat(at("/experiments")).isTrue();
  }

  @Test
  void keysAreOffInsideFields() {
    open("/x/" + fixture.experiment);
    press("/");
    WebElement field = browser.driver.switchTo().activeElement();
    press("j?t");
    assertThat(field.getDomProperty("value")).isEqualTo("j?t");
    assertThat(browser.driver.findElement(By.id("key-help")).isDisplayed()).isFalse();
  }

  @Test
  void theThemeIsRememberedOnTheNextPage() {
    browser.appear(1280, false);
    open("/experiments");
    press("t");
    open("/golden?exp=animals");

    assertThat(browser.script("return document.documentElement.dataset.theme;")).isEqualTo("dark");
    press("t");
    browser.script("localStorage.clear(); return 1;");
  }

  @Test
  void aJudgedAnswerLeadsToItsMatrixAndBack() {
    browser.appear(1280, false);
    open("/x/" + fixture.experiment + "/question?id=q-1&runs=F");
    browser.driver.findElement(By.linkText("Claims × chunks of F")).click();
    until(() -> at("/matrix?id=q-1&run=F"));

    var cell = browser.driver.findElement(By.cssSelector("table.matrix tbody td"));
    assertThat(cell.getText()).isEqualTo("✓\nyes");
    assertThat(browser.driver.findElements(By.cssSelector("table.matrix"))).hasSize(2);
    press(Keys.ESCAPE);
    until(() -> at("question?id=q-1&runs=F"));
  }

  @Test
  void anAnswerOfAnotherSystemLeadsToItsMatrixAndBack() {
    browser.appear(1280, false);
    open("/experiments");
    press("g", "a");
    until(() -> at("/answers"));
    press("j", Keys.ENTER);
    until(() -> at("/answers/" + fixture.answers));
    press("j", Keys.ENTER);
    until(() -> String.valueOf(browser.driver.getCurrentUrl()).contains("/matrix?id=a%20"));

    assertThat(browser.driver.getTitle()).isEqualTo("Claims × chunks · a & \"b\" · Assay");
    assertThat(browser.driver.findElement(By.id("context-1")).getText())
        .isEqualTo("1. doc " + WebFixture.HOSTILE);
    assertThat(browser.driver.findElements(By.cssSelector("table.matrix"))).hasSize(2);
    press("]");
    until(() -> at("/matrix?id=none"));
    press(Keys.ESCAPE);
    until(() -> at("/answers/" + fixture.answers));
  }

  @Test
  void hostileTextStaysText() {
    open("/x/" + fixture.experiment + "/question?id=q-odd");

    assertThat(browser.driver.getTitle()).isEqualTo("q-odd · " + fixture.experiment + " · Assay");
    assertThat(browser.driver.findElement(By.tagName("h1")).getText()).contains(WebFixture.HOSTILE);
  }
}
